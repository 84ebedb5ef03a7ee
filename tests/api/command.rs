//! The command line: what succeeds, and what refuses to start with what would put it right.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use tests::database::Kind;
use tests::server::{Server, secret};
use tests::visiting::WORLD;

/// Longer than any command takes that refuses.
const PATIENCE: Duration = Duration::from_mins(1);

/// Run a command to its end; one that goes on serving is ended, and the test with it.
fn ended(mut command: Command) -> Output {
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("criis runs");
    let begun = Instant::now();
    while process.try_wait().expect("criis can be waited for").is_none() {
        if begun.elapsed() > PATIENCE {
            process.kill().expect("criis is killed");
            panic!("criis went on serving");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    process.wait_with_output().expect("criis has ended")
}

/// What a command that is refused says.
fn refusal(command: Command) -> String {
    let said = ended(command);
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(!said.status.success(), "it went on: {words}");
    assert!(words.lines().all(|line| line.starts_with("criis: ") || line.starts_with('[')), "{words}");
    assert!(words.contains("criis: ") && !words.contains("panicked"), "{words}");
    words
}

fn refused(server: &Server, arguments: &[&str]) -> String {
    refusal(server.command(arguments))
}

/// Keys and an empty database, which no test here changes.
static PREPARED: LazyLock<Server> = LazyLock::new(Server::prepare);

/// The same keys, for a test that changes them, and every file of theirs that has something in it.
fn keys_apart() -> (Server, Vec<PathBuf>) {
    let server = Server::bare_on(Kind::Sqlite);
    server.take_keys_of(&PREPARED);
    let entries = fs::read_dir(server.keys()).expect("the key folder");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| fs::metadata(file).is_ok_and(|file| file.len() > 0));
    files.sort();
    assert!(files.len() > 1, "{files:?}");
    (server, files)
}

#[test]
fn config_says_what_holds_and_where_it_came_from() {
    let file = PREPARED.folder.path().join("right.toml");
    fs::write(&file, "public_url = \"https://criis.example.org\"\n").expect("a settings file");
    let said = PREPARED.must(&["config", "--config", &file.display().to_string(), "--listen", "127.0.0.1:9"]);
    for (setting, value, source) in [
        ("listen", "\"127.0.0.1:9\"", "# flag"),
        ("site", "\"Leeds, England\"", "# environment"),
        ("public_url", "\"https://criis.example.org\"", "right.toml"),
        ("declared_tls_proxy", "\"false\"", "# default"),
        ("metrics_listen", "", "# not set"),
    ] {
        let line = said.lines().find(|line| line.split_whitespace().next() == Some(setting));
        let line = line.unwrap_or_else(|| panic!("no line of {setting} in {said}"));
        assert!(line.contains(value) && line.contains(source), "{line}");
    }
}

#[test]
fn the_doctor_finds_nothing_in_a_world_that_was_lived_in() {
    WORLD.visit(async |world| {
        let person = world.person("Doctora", "Examined").await;
        let record = format!("/service-users/{person}");
        let health = tests::forms::health();
        world.worker.put(&format!("{record}/health"), 1, &health).await.expect(200);
        world.worker.post(&format!("{record}/contacts"), &tests::forms::contact(&world.northtown)).await.expect(201);
        let said = world.server.must(&["doctor"]);
        assert!(said.contains("Everything is as it should be."), "{said}");
        let examined = said.strip_prefix("Examined ").and_then(|rest| rest.split(' ').next()?.parse::<u32>().ok());
        assert!(examined.is_some_and(|people| people > 0), "{said}");
    });
}

#[test]
fn keys_are_checked_without_telling_any() {
    let said = PREPARED.must(&["keys", "check"]);
    assert!(said.contains("opens, by passphrase") && said.contains("Epoch keys: "), "{said}");
}

#[test]
fn keys_are_never_written_over() {
    let (server, files) = keys_apart();
    let before: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).expect("a key file")).collect();
    assert!(refused(&server, &["keys", "new"]).contains("not empty"));
    let after: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).expect("a key file")).collect();
    assert!(before == after);
}

#[test]
fn a_missing_key_folder_is_named_with_what_makes_one() {
    let nowhere = PREPARED.folder.path().join("no-keys-here").display().to_string();
    for arguments in [["keys", "check"].as_slice(), &["keys", "epoch"], &["serve"], &["doctor"]] {
        let words = refused(&PREPARED, &[arguments, &["--keys", &nowhere]].concat());
        assert!(words.contains(&nowhere) && words.contains("criis keys new"), "{words}");
    }
}

#[test]
fn a_cut_short_or_damaged_key_file_is_named_with_the_archive() {
    let (server, files) = keys_apart();
    for file in files {
        let whole = fs::read(&file).expect("a key file");
        let mut flipped = whole.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        for damaged in [Vec::new(), whole[..whole.len() / 2].to_vec(), whole[..whole.len() - 1].to_vec(), flipped] {
            fs::write(&file, damaged).expect("the file is damaged");
            let words = refused(&server, &["keys", "check"]);
            assert!(words.contains("archive"), "{}: {words}", file.display());
        }
        assert!(refused(&server, &["serve"]).contains("archive"), "{}", file.display());
        fs::write(&file, whole).expect("the file is mended");
    }
    server.must(&["keys", "check"]);
}

#[test]
fn a_key_file_that_others_can_read_is_refused_with_the_remedy() {
    let (server, files) = keys_apart();
    fs::set_permissions(&files[0], fs::Permissions::from_mode(0o644)).expect("permissions");
    let words = refused(&server, &["serve"]);
    assert!(words.contains("chmod 600"), "{words}");
}

#[test]
fn another_passphrase_or_none_does_not_open_the_keys() {
    let (server, _) = keys_apart();
    secret(&server.passphrase_file(), "another passphrase of sufficient length");
    let words = refused(&server, &["serve"]);
    assert!(words.contains("does not open the key folder"), "{words}");
    assert!(!words.contains("another passphrase"), "{words}");
    let mut without = server.command(&["serve"]);
    without.env_remove("CRIIS_PASSPHRASE_FILE");
    let words = refusal(without);
    assert!(words.contains("passphrase_file"), "{words}");
    fs::set_permissions(server.passphrase_file(), fs::Permissions::from_mode(0o640)).expect("permissions");
    let words = refused(&server, &["serve"]);
    assert!(words.contains("chmod 600") || words.contains("owner"), "{words}");
}

#[test]
fn another_folders_keys_do_not_open_the_database() {
    PREPARED.must(&["doctor"]);
    let other = Server::bare_on(Kind::Sqlite);
    other.must(&["keys", "new"]);
    let mut astray = PREPARED.command(&["serve"]);
    astray.env("CRIIS_KEYS", other.keys());
    let words = refusal(astray);
    assert!(words.contains("key"), "{words}");
}

#[test]
fn every_wrong_setting_is_named_at_once() {
    let file = PREPARED.folder.path().join("wrong.toml");
    fs::write(&file, "colour = \"green\"\nlisten = \"nowhere\"\nsite = \"Dublin, Ireland\"\n")
        .expect("a settings file");
    let mut command = PREPARED.command(&["serve", "--config", &file.display().to_string()]);
    command.env_remove("CRIIS_SITE").env("CRIIS_COLOR", "green");
    let words = refusal(command);
    for wrong in ["`colour` is not a setting", "CRIIS_COLOR is not a setting", "`listen`", "`site`"] {
        assert!(words.contains(wrong), "{wrong}: {words}");
    }
}

#[test]
fn plain_http_stays_on_this_machine() {
    for listen in ["0.0.0.0:18080", "[::]:18080", "192.0.2.1:18080"] {
        let words = refused(&PREPARED, &["serve", "--listen", listen]);
        assert!(words.contains("declared_tls_proxy"), "{words}");
    }
}

#[test]
fn data_is_held_in_the_united_kingdom() {
    for site in ["Dublin, Ireland", "eu-west-1", "England", "New London, USA", ""] {
        let words = refused(&PREPARED, &["serve", "--site", site]);
        assert!(words.contains("`site`"), "{site}: {words}");
    }
    let mut nowhere = PREPARED.command(&["serve"]);
    nowhere.env_remove("CRIIS_SITE");
    let words = refusal(nowhere);
    assert!(words.contains("`site`"), "{words}");
}

#[test]
fn the_clock_of_real_data_is_not_moved() {
    let words = refused(&PREPARED, &["serve", "--clock", "/dev/null"]);
    assert!(words.contains("demonstrations alone"), "{words}");
}

#[test]
fn bare_keys_are_made_only_where_that_is_said() {
    let server = Server::bare_on(Kind::of_this_run());
    let mut bare = server.command(&["keys", "new"]);
    bare.env_remove("CRIIS_PASSPHRASE_FILE");
    let words = refusal(bare);
    assert!(words.contains("bare_keys"), "{words}");
    assert!(!server.keys().exists());
}

#[test]
fn bare_keys_beside_the_data_are_refused() {
    let server = Server::bare_on(Kind::of_this_run());
    let bare = |arguments: &[&str]| {
        let mut command = server.command(arguments);
        command.env_remove("CRIIS_PASSPHRASE_FILE");
        command
    };
    assert!(ended(bare(&["keys", "new", "--bare-keys"])).status.success());
    assert!(ended(bare(&["migrate"])).status.success());
    let words = refusal(bare(&["serve"]));
    assert!(words.contains("bare_keys") && words.contains("same device"), "{words}");
}

#[test]
fn a_password_is_never_taken_from_a_flag_or_the_environment() {
    for setting in ["--passphrase", "--password"] {
        assert!(!ended(PREPARED.command(&["serve", setting, "secret"])).status.success());
    }
    let mut command = PREPARED.command(&["serve"]);
    command.env("CRIIS_PASSPHRASE", "secret");
    let words = refusal(command);
    assert!(words.contains("CRIIS_PASSPHRASE is not a setting") && !words.contains("secret"), "{words}");
}

#[test]
fn a_demonstration_is_made_of_an_empty_database_alone() {
    WORLD.visit(async |world| {
        let words = refused(&world.server, &["demo", "--people", "1"]);
        assert!(words.contains("empty") || words.contains("demonstration"), "{words}");
        world.worker.get("/me").await.expect(200);
    });
}

#[test]
fn migrating_twice_changes_nothing() {
    assert_eq!(PREPARED.must(&["migrate"]), "The schema is up to date.\n");
}

#[test]
fn a_server_on_a_database_without_its_schema_says_how_to_make_it() {
    let server = Server::bare_on(Kind::Postgres);
    server.must(&["keys", "new"]);
    let words = refused(&server, &["serve"]);
    assert!(words.contains("criis migrate"), "{words}");
}

#[test]
fn the_first_member_of_staff_breaks_no_rule() {
    let file = PREPARED.folder.path().join("password");
    secret(&file, "password1234");
    let file = file.display().to_string();
    let add = ["staff", "add", "--name", "Dana Keeper-Example", "--sign-in-name", "dana", "--password-file", &file];
    let words = refused(&PREPARED, &add);
    assert!(words.contains("/password: ") && !words.contains("password1234"), "{words}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("permissions");
    let words = refused(&PREPARED, &add);
    assert!(words.contains("owner") || words.contains("chmod"), "{words}");
}

#[test]
fn help_reads_well_and_names_every_command() {
    let said = PREPARED.must(&["--help"]);
    for command in ["serve", "migrate", "keys", "staff", "demo", "openapi", "config", "doctor"] {
        assert!(said.contains(command), "{command}");
    }
}
