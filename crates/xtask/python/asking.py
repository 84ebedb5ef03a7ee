"""Whoever schemathesis asks as: signs in, and knows the ids of what there is.

`cargo xtask test --only schemathesis` names the server, the sign-in name and the password in the environment.
"""

import itertools
import json
import os
import time
import urllib.error
import urllib.request
import uuid

import schemathesis

ADDRESS = os.environ["CRIIS_ADDRESS"]
NAME = os.environ["CRIIS_SIGN_IN_NAME"]
PASSWORD = os.environ["CRIIS_PASSWORD"]

# An access token holds for five minutes.
RENEWED_AFTER = 120


def ask(method, path, token=None, body=None):
    """What the API answers, or nothing where it refuses."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{ADDRESS}/api/v1{path}", data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        if refused.code == 429:
            # The sign-ins that schemathesis makes up fail, and slow down those from the same address.
            time.sleep(float(refused.headers["Retry-After"]))
            return ask(method, path, token, body)
        if refused.code in (400, 403, 404):
            return None
        raise


def sign_in():
    """A token of whoever asks."""
    return ask("POST", "/sign-in", body={"name": NAME, "password": PASSWORD})["access_token"]


@schemathesis.auth(refresh_interval=RENEWED_AFTER)
class Bearer:
    """Signs in, and puts the token where the API takes it."""

    def get(self, case, context):
        return sign_in()

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


def items(answer):
    """The entries of a list or of a page."""
    answer = answer or []
    return answer if isinstance(answer, list) else answer.get("items", answer.get("rows", []))


class There:
    """What there is: for each parameter of an address, the ids that are found under it."""

    def __init__(self):
        token = sign_in()
        me = ask("GET", "/me", token)["id"]
        document = json.load(urllib.request.urlopen(f"{ADDRESS}/openapi.json", timeout=30))
        people = [row["person"] for row in items(ask("GET", "/caseload", token))][:5]
        self.ids = {("person", None): people}
        for path in document["paths"]:
            before, _, last = path.removeprefix("/api/v1").rpartition("/")
            if not last.startswith("{") or "get" not in document["paths"].get(f"/api/v1{before}", {}):
                continue
            for person in people if "{person}" in before else [None]:
                if "{" in before.replace("{person}", ""):
                    continue
                found = items(ask("GET", before.replace("{person}", person or ""), token))
                ids = [entry["id"] for entry in found if isinstance(entry, dict) and "id" in entry]
                # Whoever asks would lock themselves out.
                self.ids[(last.strip("{}"), person)] = [id for id in ids if id != me][:5]

    def swap(self, parameters):
        """Name what there is in the place of ids that were made up."""
        pick = {name: int(uuid.UUID(made)) for name, made in parameters.items() if is_id(made)}
        person = None
        for name in sorted(pick, key=lambda name: name != "person"):
            known = self.ids.get((name, person)) or self.ids.get((name, None)) or []
            if known:
                parameters[name] = known[pick[name] % len(known)]
            if name == "person":
                person = parameters[name]


def is_id(made):
    try:
        return bool(uuid.UUID(str(made)))
    except ValueError:
        return False


there = None
calls = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Half of all requests are about what there is, and of the version that most of it has."""
    global there
    there = there or There()
    if next(calls) % 2 == 0:
        return
    if case.path_parameters:
        there.swap(case.path_parameters)
    if case.headers and "If-Match" in case.headers and case.headers["If-Match"].strip('"').isdigit():
        case.headers["If-Match"] = '"1"'
