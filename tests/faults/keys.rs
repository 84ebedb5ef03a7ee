//! Key folders that are missing, closed, damaged or another's: `serve` refuses, and says what puts it right.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use tests::database::Kind;
use tests::patience::until;
use tests::server::{PASSPHRASE, Server, secret};
use tests::visiting::wait;

const OTHER_PASSPHRASE: &str = "twelve invented stoats in a hedge";
const EPOCH: &str = "epoch-0000000001.key";
const ORGANISATION: &str = "organisation-0000000001.key";

#[test]
fn a_key_folder_that_is_missing_or_unfinished() {
    refuses(|keys| fs::remove_dir_all(keys), &["there is no key folder at", "make one with `criis keys new`"]);
    refuses(|keys| fs::remove_file(keys.join("manifest")), &["has no manifest", "restore it from the key archive"]);
    refuses(|keys| fs::remove_file(keys.join(EPOCH)), &[EPOCH, "is missing", "restore the key folder"]);
    refuses(|keys| fs::remove_file(keys.join(ORGANISATION)), &[ORGANISATION, "is missing", "restore the key folder"]);
}

#[test]
fn a_key_folder_that_is_cut_short() {
    for file in ["manifest", EPOCH, ORGANISATION, "hash.key", "token.key"] {
        for keep in [0, 20] {
            let cut = |keys: &Path| fs::File::options().write(true).open(keys.join(file))?.set_len(keep);
            refuses(cut, &[file, "is cut short", "restore it from the key archive"]);
        }
    }
}

#[test]
fn a_key_folder_that_is_damaged_or_anothers() {
    let flip = |keys: &Path| {
        let mut bytes = fs::read(keys.join(EPOCH))?;
        *bytes.last_mut().expect("a key file holds something") ^= 1;
        fs::write(keys.join(EPOCH), bytes)
    };
    refuses(flip, &[EPOCH, "is damaged or is another folder's", "restore it from the key archive"]);
    let other = with_keys();
    let swap = |keys: &Path| fs::copy(other.keys().join("hash.key"), keys.join("hash.key")).map(drop);
    refuses(swap, &["hash.key", "is damaged or is another folder's", "restore it from the key archive"]);
}

#[test]
fn a_key_folder_that_others_can_reach() {
    refuses(|keys| fs::set_permissions(keys, Permissions::from_mode(0o755)), &["run `chmod 700 "]);
    let opened = |keys: &Path| fs::set_permissions(keys.join(EPOCH), Permissions::from_mode(0o644));
    refuses(opened, &[EPOCH, "run `chmod 600 "]);
}

#[test]
fn a_passphrase_that_is_wrong_missing_or_open_to_others() {
    let server = with_keys();
    secret(&server.passphrase_file(), OTHER_PASSPHRASE);
    refused(&server, &["the passphrase does not open the key folder", "the one that it was made with"]);
    fs::set_permissions(server.passphrase_file(), Permissions::from_mode(0o644)).expect("permissions");
    refused(&server, &["passphrase", "chmod 600"]);
    fs::remove_file(server.passphrase_file()).expect("the file goes");
    refused(&server, &["passphrase"]);
    secret(&server.passphrase_file(), PASSPHRASE);
    server.must(&["keys", "check"]);
}

fn with_keys() -> Server {
    Server::prepare_on(Kind::Sqlite)
}

/// Serving is refused in these words once the key folder is spoilt.
fn refuses(spoil: impl FnOnce(&Path) -> std::io::Result<()>, words: &[&str]) {
    let server = with_keys();
    spoil(&server.keys()).expect("the folder is spoilt");
    refused(&server, words);
}

fn refused(server: &Server, words: &[&str]) {
    let mut serve = server.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut process = serve.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("criis starts");
    let ended = wait(async {
        let process = std::cell::RefCell::new(&mut process);
        let ended = async || process.borrow_mut().try_wait().expect("its state").is_some();
        tokio::select! {
            () = until("criis refuses", ended) => true,
            () = tokio::time::sleep(std::time::Duration::from_secs(30)) => false,
        }
    });
    if !ended {
        process.kill().expect("it is ended");
    }
    let output = process.wait_with_output().expect("what it said");
    assert!(ended, "criis served");
    assert_eq!(output.status.code(), Some(1));
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    for words in words {
        assert!(said.contains(words), "{words:?} is not in {said:?}");
    }
    tells_no_secret(&said);
}

/// Neither a passphrase, nor a key, nor a wrapped one, in hexadecimal or otherwise; nor a panic's words.
fn tells_no_secret(said: &str) {
    assert!(!said.contains(PASSPHRASE) && !said.contains(OTHER_PASSPHRASE), "{said}");
    let longest = said.split(|letter: char| !letter.is_ascii_hexdigit()).map(str::len).max().unwrap_or_default();
    assert!(longest < 16, "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
