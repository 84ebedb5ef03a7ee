//! Rows that decide a sign-in, changed behind CRiiS's back: each refused without a word, entered and counted.

use serde_json::json;
use tests::asking::{Answer, Asker};
use tests::authenticator::Authenticator;
use tests::database::{Kind, by_hand, rows};
use tests::server::{Server, free_port};
use tests::visiting::wait;
use tests::world::{PASSWORD, first_administrator, join};

/// What the ledger says of a row that was found so.
const ENTERED: &str = "SELECT count(*) FROM ledger_entry WHERE outcome = 7";

/// What counts the rows found, and the database that they are changed in.
struct Hand<'a> {
    server: &'a Server,
    figures: Asker,
    staff: String,
}

impl Hand<'_> {
    /// Change a column of somebody's rows, ask, and put it back.
    async fn sees(&self, table: &str, column: &str, change: &str, ask: impl AsyncFn() -> Answer) {
        let (counted, entered) = (self.counted().await, self.entered());
        let of = format!("WHERE staff_id = {}", self.staff);
        by_hand(&self.server.database, &format!("UPDATE {table} SET {column} = {column} + {change} {of}"));
        let refused = ask().await.expect(503);
        assert_eq!(refused.problem(), "unavailable", "{table}");
        assert!(!refused.text.contains("tamper") && !refused.text.contains(table), "{}", refused.text);
        by_hand(&self.server.database, &format!("UPDATE {table} SET {column} = {column} - {change} {of}"));
        assert_eq!(self.counted().await, counted + 1, "{table} is counted");
        assert_eq!(self.entered(), entered + 1, "{table} is entered");
        let log = std::fs::read_to_string(self.server.log()).expect("a log");
        assert!(log.contains(&format!("a row of {table} was changed behind CRiiS's back")), "{log}");
    }

    async fn counted(&self) -> u64 {
        let text = self.figures.get_at_root("/metrics").await.expect(200).text;
        let line = text.lines().find_map(|line| line.strip_prefix("criis_tampered_rows_total "));
        line.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("no count in {text}"))
    }

    fn entered(&self) -> u64 {
        rows(&self.server.database, ENTERED)[0][0].parse().expect("a number")
    }
}

#[test]
fn a_row_that_decides_a_sign_in_is_refused_once_it_was_changed() {
    wait(async {
        let mut server = Server::prepare();
        let figures = free_port();
        server.serve_with(&["--metrics-listen", &format!("127.0.0.1:{figures}")]);
        let administrator = first_administrator(&server).await;
        let (staff, asker) = join(&administrator, "altered", "data_protection_officer", None).await;
        let anonymous = Asker::anonymous(&server.address);
        let app = Authenticator::of(&server.address, "altered").expect("an app");
        let hand = Hand {
            server: &server,
            figures: Asker::anonymous(&format!("http://127.0.0.1:{figures}")),
            staff: match Kind::of_this_run() {
                Kind::Sqlite => format!("x'{}'", staff.replace('-', "")),
                Kind::Postgres => format!("'{staff}'"),
            },
        };
        asker.get("/me").await.expect(200);
        hand.sees("membership", "role", "1", async || asker.get("/me").await).await;
        hand.sees("session", "stepped_up_at", "60000000", async || asker.get("/me").await).await;
        hand.sees("credential", "version", "1", async || asker.get("/me").await).await;
        hand.sees("credential", "version", "1", async || anonymous.first_step("altered", PASSWORD).await).await;
        asker.get("/me").await.expect(200);

        let first = anonymous.first_step("altered", PASSWORD).await.expect(200);
        let give = async |code: &str| {
            let given = json!({"pending": first.body["pending"], "code": code});
            anonymous.post("/sign-in/second-factor", &given).await
        };
        // A step of the app that was used is to be usable again.
        let code = app.next_totp().await;
        hand.sees("totp", "last_step", "-10", async || give(&code).await).await;
        // A sign-in under way is to hold for a day longer.
        hand.sees("ceremony", "expires_at", "86400000000", async || give(&code).await).await;
        give(&code).await.expect(200);
    });
}
