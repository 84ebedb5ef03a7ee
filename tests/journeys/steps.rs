//! What every journey does on its way.

use fantoccini::key::Key;
use tests::browser::Browser;
use tests::page::Role::{Button, Choice, Field, Heading};

/// Everybody's password in a demonstration.
pub const PASSWORD: &str = "every person here is invented";

/// A recovery worker of Northtown.
pub const EFUA: &str = "efua.testworker";
/// A team leader of Northtown.
pub const PAT: &str = "pat.exemplar";
/// The administrator.
pub const DANA: &str = "dana.administrator-example";
/// The data protection officer.
pub const DEE: &str = "dee.protection-example";

/// Open the app and sign in; one lands on one's first page.
pub async fn sign_in(browser: &Browser, name: &str) {
    browser.go("/").await;
    give_credentials(browser, name, PASSWORD).await;
    browser.wait_for(Button, "Sign out").await;
}

/// Type a name and a password, and press the button.
pub async fn give_credentials(browser: &Browser, name: &str, password: &str) {
    browser.type_into("Name", name).await;
    browser.type_into("Password", password).await;
    browser.press(Button, "Sign in").await;
}

/// Find somebody by their name, as it is written, and open their record; answers its path.
pub async fn open_record(browser: &Browser, name: &str) -> String {
    browser.wait_for(Field, "Find a person").await;
    browser.type_into("Find a person", name).await;
    browser.press(Choice, "").await;
    let family = name.split(' ').next_back().expect("a name has words").to_uppercase();
    browser.wait_for(Heading, &family).await;
    browser.path().await
}

/// Open the panel beside a record.
pub async fn begin_contact(browser: &Browser) {
    browser.press(Button, "Record contact").await;
    browser.wait_for(Field, "What happened").await;
}

/// Save with the keyboard.
pub async fn save(browser: &Browser) {
    browser.keys(&[Key::Control.into(), Key::Enter.into()]).await;
}

/// What a field's error says.
pub async fn message_of(browser: &Browser, field: &str) -> String {
    let script = "
        const fields = [...document.querySelectorAll('[aria-invalid=true]')];
        const field = fields.find((field) => field.labels[0]?.innerText.trim() === arguments[0]);
        const ids = field?.getAttribute('aria-describedby')?.split(' ') ?? [];
        const error = ids.map((id) => document.getElementById(id)).find((it) => it?.getAttribute('role') === 'alert');
        return error?.innerText.replace('Error:', '').trim() ?? null;";
    let said = browser.script(script, vec![field.into()]).await;
    said.as_str().unwrap_or_else(|| panic!("nothing is said of “{field}”")).to_owned()
}
