//! A place of checkpoints that cannot be written: said where it is looked for, and made up for once it can.

use tests::asking::Asker;
use tests::database::Kind;
use tests::patience::until;
use tests::server::Server;
use tests::visiting::wait;

use super::verify;

#[test]
fn a_place_that_fails_is_said_and_gets_what_it_missed() {
    wait(async {
        let mut server = Server::prepare_on(Kind::Sqlite);
        let place = server.folder.path().join("elsewhere");
        // Whoever was to mount a disk there has not.
        std::fs::write(&place, "").expect("a file");
        let name = place.display().to_string();
        server.serve_with(&["--checkpoints", &name]);
        let anonymous = Asker::anonymous(&server.address);
        let says = async |word: &str| anonymous.get_at_root("/readyz").await.body["checkpoints"] == word;
        until("the failing place is said", async || says("failing").await).await;
        let log = std::fs::read_to_string(server.log()).expect("a log");
        assert!(log.contains("checkpoints cannot be kept in"), "{log}");

        std::fs::remove_file(&place).expect("the file goes");
        std::fs::create_dir(&place).expect("a folder");
        until("the place is well again", async || says("kept").await).await;
        server.stop();
        let (ended_well, said) = verify(&server, &["--from", &name]);
        assert!(ended_well && said.contains("Everything is as it was entered."), "{said}");
    });
}
