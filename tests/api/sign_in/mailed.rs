//! One-time links that are sent: over TLS or not at all, with nothing personal but where they go, and still the
//! administrator's to pass on where they could not be.

use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::forms;
use tests::post_office::PostOffice;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::{PASSWORD, first_administrator};

/// Serve with letters going to this port, vouched for by the office's authority or by those that everybody trusts.
fn serve(server: &mut Server, port: u16, authority: Option<&PostOffice>) {
    server.kill();
    let port = port.to_string();
    let address = server.address.clone();
    let mut settings = vec!["--public-url", &address, "--smtp-server", "localhost", "--smtp-port", &port];
    settings.extend(["--smtp-sender", "criis@example.org"]);
    let authority = authority.map(|office| office.authority().display().to_string());
    settings.extend(authority.iter().flat_map(|file| ["--smtp-ca", file]));
    server.serve_with(&settings);
}

/// A letter as it is shown: long lines are sent as quoted-printable (RFC 2045).
fn readable(letter: &str) -> String {
    letter.replace("\r\n", "\n").replace("=\n", "").replace("=3D", "=")
}

async fn invite(server: &Server, staff: &str) -> Answer {
    let administrator = Asker::signed_in(&server.address, "dana", PASSWORD).await;
    administrator.post(&format!("/staff/{staff}/invitation"), &Value::Null).await.expect(200)
}

async fn accept(server: &Server, link: &str) -> Answer {
    let token = link.split_once('#').expect("the token is in the fragment").1;
    let given = json!({"token": token, "password": PASSWORD});
    Asker::anonymous(&server.address).post("/sign-in/invitation", &given).await
}

#[test]
fn a_link_is_sent_over_tls_to_whom_it_is_for_or_left_to_the_administrator() {
    wait(async {
        let mut office = PostOffice::open();
        let mut server = Server::prepare();
        serve(&mut server, office.over_tls(), Some(&office));
        let administrator = first_administrator(&server).await;
        let form = forms::with(forms::staff("kit.mailed"), &json!({"work_email": "inbox-nine@example.org"}));
        let staff = administrator.post("/staff", &form).await.expect(201).id();

        // Where TLS is not to be had, the server is unknown or nobody listens, the administrator is told, and has
        // the link.
        for (port, authority) in [(office.in_the_clear(), Some(&office)), (office.over_tls(), None)] {
            let before = office.connections();
            serve(&mut server, port, authority);
            let made = invite(&server, &staff).await;
            assert_eq!(made.body["sent"], json!(false));
            assert!(office.connections() > before, "it was tried: {}", office.log());
        }
        assert_eq!(office.begun(), 0, "nobody began to hand a letter over: {}", office.log());

        serve(&mut server, office.over_tls(), Some(&office));
        let made = invite(&server, &staff).await;
        assert_eq!((&made.body["kind"], &made.body["sent"]), (&json!("invitation"), &json!(true)));
        let letter = readable(&office.letter());
        let (head, text) = letter.split_once("\n\n").expect("a head and a text");
        let link = text.lines().find(|line| line.starts_with(&server.address)).expect("a link");
        assert_eq!(Some(link), made.body["link"].as_str());
        assert_eq!(
            text.replace(link, "LINK").trim_end(),
            "You are invited to sign in to CRiiS.\n\nThis link can be used once, within 72 hours:\n\nLINK\n\n\
            If you did not expect this, do not use it, and tell whoever looks after CRiiS where you work."
        );
        assert!(head.contains("ESMTPS") && head.contains("\nSubject: CRiiS: choose your password\n"), "{head}");
        for personal in ["kit.mailed", "Testworker", "dana", "Keeper"] {
            assert!(!letter.contains(personal), "{personal} is in {letter}");
        }

        accept(&server, link).await.expect(200);
        assert_eq!(accept(&server, link).await.expect(401).problem(), "sign-in-over");
        Asker::anonymous(&server.address).sign_in("kit.mailed", PASSWORD).await.expect(200);

        office.close();
        let made = invite(&server, &staff).await;
        assert_eq!((&made.body["kind"], &made.body["sent"]), (&json!("reset"), &json!(false)));
        accept(&server, made.body["link"].as_str().expect("a link")).await.expect(200);
        let log = std::fs::read_to_string(server.log()).expect("a log");
        assert_eq!(log.matches("a one-time link could not be sent").count(), 3, "{log}");
        assert!(!log.contains("inbox-nine") && !log.contains(link), "{log}");
    });
}
