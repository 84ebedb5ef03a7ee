//! A small organisation, made through the public API: two services, and somebody of each role.

use serde_json::{Value, json};

use crate::asking::{Answer, Asker};
use crate::forms;
use crate::server::{Server, secret};

/// Everybody's password here.
pub const PASSWORD: &str = "eleven invented herons on a pier";

/// A running server with people in it.
pub struct World {
    /// The server.
    pub server: Server,
    /// Keeps staff and services.
    pub administrator: Asker,
    /// A recovery worker of Northtown.
    pub worker: Asker,
    /// Who that is.
    pub worker_id: String,
    /// A team leader of Northtown.
    pub leader: Asker,
    /// Who that is.
    pub leader_id: String,
    /// A recovery worker of Southbridge.
    pub outsider: Asker,
    /// Who that is.
    pub outsider_id: String,
    /// A team leader of Southbridge.
    pub outside_leader: Asker,
    /// Sees who did what.
    pub data_protection_officer: Asker,
    /// A clinician of Northtown, who sees health in full.
    pub clinician: Asker,
    /// A volunteer of Northtown.
    pub volunteer: Asker,
    /// Who that is.
    pub volunteer_id: String,
    /// An auditor from outside.
    pub auditor: Asker,
    /// Who that is.
    pub auditor_id: String,
    /// Northtown's id.
    pub northtown: String,
    /// Southbridge's id.
    pub southbridge: String,
    /// The contract of both.
    pub contract: String,
}

impl World {
    /// Make one.
    pub async fn new() -> Self {
        Self::on(Server::start()).await
    }

    /// Make one on a server that runs on an empty database.
    pub async fn on(server: Server) -> Self {
        let administrator = first_administrator(&server).await;
        let contract = administrator.post("/contracts", &forms::contract()).await.expect(201).id();
        let northtown = administrator.post("/services", &forms::service("Northtown", &contract)).await.expect(201).id();
        let southbridge =
            administrator.post("/services", &forms::service("Southbridge", &contract)).await.expect(201).id();
        let (worker_id, worker) = join(&administrator, "efua", "recovery_worker", Some(&northtown)).await;
        let (leader_id, leader) = join(&administrator, "pat", "team_leader", Some(&northtown)).await;
        let (outsider_id, outsider) = join(&administrator, "sam", "recovery_worker", Some(&southbridge)).await;
        let (_, outside_leader) = join(&administrator, "lee", "team_leader", Some(&southbridge)).await;
        let (_, data_protection_officer) = join(&administrator, "dee", "data_protection_officer", None).await;
        let (_, clinician) = join(&administrator, "noor", "clinician", Some(&northtown)).await;
        let (volunteer_id, volunteer) = join(&administrator, "val", "volunteer", Some(&northtown)).await;
        let (auditor_id, auditor) = join(&administrator, "audra", "auditor", None).await;
        Self {
            server,
            administrator,
            worker,
            worker_id,
            leader,
            leader_id,
            outsider,
            outsider_id,
            outside_leader,
            data_protection_officer,
            clinician,
            volunteer,
            volunteer_id,
            auditor,
            auditor_id,
            northtown,
            southbridge,
            contract,
        }
    }

    /// Register somebody with Northtown; answers their id.
    pub async fn person(&self, given: &str, family: &str) -> String {
        self.registered(given, family, &forms::birth_date()).await.person()
    }

    /// Register somebody of this birth date with Northtown.
    pub async fn registered(&self, given: &str, family: &str, born: &str) -> Answer {
        let form = forms::registration(given, family, born, &self.northtown);
        self.worker.post("/service-users", &form).await.expect(201)
    }

    /// Take somebody on, give them a role, and sign them in.
    pub async fn join(&self, name: &str, role: &str, service: Option<&str>) -> (String, Asker) {
        join(&self.administrator, name, role, service).await
    }
}

/// Add the first administrator at the command line, and sign them in.
pub async fn first_administrator(server: &Server) -> Asker {
    let password = server.folder.path().join("password");
    secret(&password, PASSWORD);
    let password = password.display().to_string();
    server.must(&[
        "staff",
        "add",
        "--name",
        "Dana Keeper-Example",
        "--sign-in-name",
        "dana",
        "--password-file",
        &password,
    ]);
    Asker::signed_in(&server.address, "dana", PASSWORD).await
}

/// Take somebody on, give them a role, and sign them in.
pub async fn join(administrator: &Asker, name: &str, role: &str, service: Option<&str>) -> (String, Asker) {
    let staff = administrator.post("/staff", &forms::staff(name)).await.expect(201).id();
    administrator.post(&format!("/staff/{staff}/memberships"), &membership(&staff, role, service)).await.expect(201);
    let asker = invited(administrator, &staff, name).await;
    (staff, asker)
}

/// Invite somebody, who chooses a password, enrols an authenticator app and is signed in.
pub async fn invited(administrator: &Asker, staff: &str, name: &str) -> Asker {
    let token = invitation(administrator, staff).await;
    let anonymous = Asker::anonymous(&administrator.address);
    let accepted =
        anonymous.post("/sign-in/invitation", &json!({"token": token, "password": PASSWORD})).await.expect(200);
    let signed_in = anonymous.go_on(name, accepted).await.expect(200);
    anonymous.as_signed_in(name, PASSWORD, &signed_in)
}

/// The token of a new one-time link for somebody.
pub async fn invitation(administrator: &Asker, staff: &str) -> String {
    let made = administrator.post(&format!("/staff/{staff}/invitation"), &Value::Null).await.expect(200);
    let link = made.body["link"].as_str().expect("a link");
    link.split_once('#').expect("a token after the number sign").1.to_owned()
}

/// The form that gives somebody a role from a while ago on.
pub fn membership(staff: &str, role: &str, service: Option<&str>) -> Value {
    let given = json!({"staff": staff, "role": role, "from": forms::days_ago(300)});
    match service {
        Some(service) => forms::with(given, &json!({"service": service})),
        None => given,
    }
}
