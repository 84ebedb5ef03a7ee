#!/usr/bin/env python3
"""Opens what CRiiS sealed, without any of CRiiS's code.

Written from docs/security.md alone, with the PyPI package `cryptography` (44 or newer). It opens the
key folders, person keys and values of crates/vault/vectors.json, from the passphrase down, and shows
that none opens once it is moved or changed. It ends with status 1 at the first thing that is not so.

    pip install cryptography
    python3 tests/vectors/open_sealed.py [vectors.json]
"""

import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAGIC = b"CRiS"
PERSON, ORGANISATION, PERSON_KEY, FOLDER_KEY, MASTER_KEY = 1, 2, 3, 4, 5


class Refused(Exception):
    """These bytes do not open."""


def refuse_unless(condition, why):
    if not condition:
        raise Refused(why)


def prefixed(*parts):
    """The parts one after the other, each preceded by its length as eight bytes."""
    return b"".join(struct.pack(">Q", len(part)) + part for part in parts)


def hkdf(secret, salt, info, length=32):
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def gcm_open(key, nonce, ciphertext_and_tag, associated_data):
    try:
        return AESGCM(key).decrypt(nonce, ciphertext_and_tag, associated_data)
    except InvalidTag:
        raise Refused("changed, or moved from where it was sealed") from None


def padded_size(length):
    size = 128
    while size < length + 4:
        size = size * 2 if size < 1024 else size + size * 12 // 100
    return size


def unpad(padded):
    (length,) = struct.unpack(">I", padded[-4:])
    refuse_unless(padded_size(length) == len(padded), "padded to another size")
    refuse_unless(not any(padded[length:-4]), "padded with something")
    return padded[:length]


def unwrap(wrapping_key, wrapped, kind, binding):
    """The number and bytes of a key that another key wraps."""
    refuse_unless(len(wrapped) == 89, "a wrapped key has 89 bytes")
    magic, found, key_id, number, check, nonce = struct.unpack(">4sBII16s12s", wrapped[:41])
    refuse_unless((magic, found) == (MAGIC, kind), "of another format")
    expected = hkdf(wrapping_key, b"", b"criis/v1 key check", 16)
    refuse_unless(hmac.compare_digest(check, expected), "the key check does not match")
    associated_data = prefixed(
        bytes([kind]), struct.pack(">I", key_id), struct.pack(">I", number), check, binding
    )
    return number, gcm_open(wrapping_key, nonce, wrapped[41:], associated_data)


def open_master(manifest, secret):
    """The master key, from the manifest's two lines and the secret."""
    values, digest, rest = manifest.split(b"\n")
    expected = b"sha256 " + hashlib.sha256(values + b"\n").hexdigest().encode()
    refuse_unless((digest, rest) == (expected, b""), "the manifest is damaged")
    values = json.loads(values)
    kind, salt, master = values["unlock"], bytes.fromhex(values["salt"]), bytes.fromhex(values["master"])
    if kind == "bare":
        return master
    stretch = values.get("stretch", {"memory": 0, "passes": 0, "lanes": 0})
    cost = [stretch["memory"], stretch["passes"], stretch["lanes"]]
    if kind == "passphrase":
        argon2id = Argon2id(
            salt=salt, length=32, memory_cost=cost[0], iterations=cost[1], lanes=cost[2]
        )
        key = argon2id.derive(secret)
    else:
        key = hkdf(secret, salt, b"criis/v1 credential")
    numbers = [struct.pack(">I", number) for number in cost]
    binding = prefixed(struct.pack(">I", values["format"]), kind.encode(), *numbers, salt)
    return unwrap(key, master, MASTER_KEY, binding)[1]


def open_folder(folder):
    """Every key of a folder by the name of its file."""
    files = {name: bytes.fromhex(text) for name, text in folder["files"].items()}
    master = open_master(files.pop("manifest"), bytes.fromhex(folder["secret"]))
    keys = {}
    for name, wrapped in files.items():
        number, keys[name] = unwrap(master, wrapped, FOLDER_KEY, name.encode())
        refuse_unless(number == int("".join(filter(str.isdigit, name)) or 1), "of another number")
    return keys


def place_of(value):
    """The associated data of a value, but for the format and the version of its key."""
    place = {
        "number": struct.pack(">H", value["number"]),
        "record": uuid.UUID(value["record"]).bytes,
        "version": struct.pack(">I", value["version"]),
        "layout": bytes([value["layout"]]),
        "clear": [bytes.fromhex(column) for column in value["clear"]],
    }
    if "person" in value:
        place["person"] = uuid.UUID(value["person"]).bytes
        place["class"] = bytes([value["class"]])
    return place


def open_blob(key_for, blob, place):
    """A value: the key is chosen by the id in the blob and never tried in turn."""
    refuse_unless(len(blob) >= 22 + 128 + 16, "cut short")
    magic, kind, key_id, layout, nonce = struct.unpack(">4sBIB12s", blob[:22])
    refuse_unless(magic == MAGIC, "not sealed")
    refuse_unless(kind == (PERSON if "person" in place else ORGANISATION), "of another format")
    refuse_unless(bytes([layout]) == place["layout"], "of another layout")
    kept = {"format": bytes([kind]), "key": struct.pack(">I", key_id), **place}
    if kind == PERSON:
        order = ["format", "number", "person", "record", "version", "class", "key", "layout"]
    else:
        order = ["format", "number", "record", "version", "key", "layout"]
    count = struct.pack(">I", len(place["clear"]))
    associated_data = prefixed(*(kept[part] for part in order), count, *place["clear"])
    return unpad(gcm_open(key_for(key_id), nonce, blob[22:], associated_data))


def closed(attempt, why):
    """What must not open does not."""
    try:
        attempt()
    except (Refused, KeyError):
        return 1
    raise SystemExit(f"opened although {why}")


def same(found, expected, what):
    if found != expected:
        raise SystemExit(f"{what}: found {found!r}, expected {expected!r}")
    return 1


def moved(place):
    """The place with each of its parts changed in turn."""
    for part, value in place.items():
        if part == "clear":
            yield part, {**place, "clear": [*value, b""]}
            if value:
                yield part, {**place, "clear": [value[0] + b"!", *value[1:]]}
        else:
            yield part, {**place, part: bytes([value[0] ^ 1]) + value[1:]}


def check_value(value, key_for):
    """A value opens where it belongs and nowhere else, and not with any byte changed."""
    blob, place = bytes.fromhex(value["blob"]), place_of(value)
    opened = same(open_blob(key_for, blob, place).hex(), value["plain"], "a value")
    refused = 0
    for part, elsewhere in moved(place):
        refused += closed(lambda: open_blob(key_for, blob, elsewhere), f"{part} was changed")
    for index in range(len(blob)):
        changed = blob[:index] + bytes([blob[index] ^ 1]) + blob[index + 1 :]
        refused += closed(lambda: open_blob(key_for, changed, place), f"byte {index} was changed")
        refused += closed(lambda: open_blob(key_for, blob[:index], place), f"it ends at {index}")
    return opened, refused


def check_folder(folder, keys):
    """A folder's hashes and token key are what CRiiS makes of them."""
    token = Ed25519PrivateKey.from_private_bytes(keys["token.key"]).public_key()
    public = token.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    opened = same(public, folder["token_public_key"], "the token key")
    for known in folder["keyed_hashes"]:
        key = hkdf(keys["hash.key"], b"", b"criis/v1 hash " + known["purpose"].encode())
        parts = prefixed(*map(bytes.fromhex, known["parts"]))
        opened += same(hmac.digest(key, parts, "sha256").hex(), known["hash"], known["purpose"])
    wrong = {**folder, "secret": folder["secret"] + "00"}
    refused = 0 if folder["unlock"] == "bare" else closed(lambda: open_folder(wrong), "wrong secret")
    return opened, refused


def check_person_key(known, keys):
    """The person key, which unwraps for its own person only."""
    wrapped, person = bytes.fromhex(known["wrapped"]), uuid.UUID(known["person"]).bytes
    epoch = struct.unpack(">I", wrapped[5:9])[0]
    same(epoch, known["epoch"], "an epoch")
    epoch_key = keys[f"epoch-{epoch:010}.key"]
    version, key = unwrap(epoch_key, wrapped, PERSON_KEY, person)
    same(version, known["version"], "the version of a person key")
    refused = closed(lambda: unwrap(epoch_key, wrapped, PERSON_KEY, bytes(16)), "another person's")
    return key, (1, refused)


def class_keys(person_keys, value):
    """The key of a value's class, by the version of the person key."""
    person = uuid.UUID(value["person"])
    info = b"criis/v1" + bytes([value["class"]])
    return lambda version: hkdf(person_keys[value["person"], version], person.bytes, info)


def main(path):
    vectors = json.loads(path.read_text())
    counts = []
    folders = [open_folder(folder) for folder in vectors["folders"]]
    counts += [check_folder(*pair) for pair in zip(vectors["folders"], folders)]
    keys, person_keys = folders[0], {}
    for known in vectors["person_keys"]:
        key, count = check_person_key(known, keys)
        person_keys[known["person"], known["version"]] = key
        counts.append(count)
    for value in vectors["person_values"]:
        counts.append(check_value(value, class_keys(person_keys, value)))
    for value in vectors["organisation_values"]:
        counts.append(check_value(value, lambda version: keys[f"organisation-{version:010}.key"]))
    for known in vectors["digests"]:
        parts = prefixed(*map(bytes.fromhex, known["parts"]))
        counts.append((same(hashlib.sha256(parts).hexdigest(), known["digest"], "a digest"), 0))
    for known in vectors["padding"]:
        counts.append((same(padded_size(known["length"]), known["padded"], "a padded size"), 0))
    for known in vectors["passwords"]:
        _, _, version, cost, salt, output = known["phc"].split("$")
        same((version, cost), ("v=19", "m=19456,t=2,p=1"), "the cost of a password")
        salt = base64.b64decode(salt + "==")
        argon2id = Argon2id(salt=salt, length=32, memory_cost=19456, iterations=2, lanes=1)
        found = base64.b64encode(argon2id.derive(known["password"].encode())).decode()
        counts.append((same(found.rstrip("="), output, "a password"), 0))
    opened, refused = map(sum, zip(*counts))
    print(f"{opened} opened or worked out alike; {refused} moved or changed, and refused")


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parents[2]
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else root / "crates/vault/vectors.json")
