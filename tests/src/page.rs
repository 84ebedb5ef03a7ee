//! What somebody does and sees on a page: things are called by their role and the name that people read, never
//! by how the page is built.

use std::time::Instant;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::{Browser, LOOK_AGAIN, PATIENCE};

/// What a thing on a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button.
    Button,
    /// A link.
    Link,
    /// Something to type into or to choose from.
    Field,
    /// One of several.
    Radio,
    /// A tick box.
    Tick,
    /// A heading.
    Heading,
    /// One of an open list.
    Choice,
    /// A part of the page with a name: the navigation, a section, a form, an entry of a list.
    Region,
}

use Role::{Button, Choice, Field, Heading, Link, Radio, Region, Tick};

impl Role {
    fn word(self) -> &'static str {
        match self {
            Button => "button",
            Link => "link",
            Field => "field",
            Radio => "radio",
            Tick => "tick",
            Heading => "heading",
            Choice => "option",
            Region => "region",
        }
    }
}

impl Browser {
    /// Press a button, a link, a radio, a choice.
    pub async fn press(&self, role: Role, name: &str) {
        self.press_in("", role, name).await;
    }

    /// The same in a named part of the page, where the name stands more than once.
    pub async fn press_in(&self, region: &str, role: Role, name: &str) {
        let begun = Instant::now();
        loop {
            let refused = match self.seek(region, role, name).await {
                Some(element) => match self.click(&element).await {
                    Ok(()) => break,
                    Err(refused) => refused.to_string(),
                },
                None => "it is not there".to_owned(),
            };
            self.or_give_up(begun, &format!("{role:?} “{name}” cannot be pressed: {refused}")).await;
        }
        self.interacted();
    }

    /// Scroll to it as a person does, clear of what stays in place at the head and the foot, and press it.
    async fn click(&self, element: &Element) -> Result<(), CmdError> {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.client.execute(script, vec![json!(element)]).await?;
        element.click().await
    }

    /// Type into a field, after what is there.
    pub async fn type_into(&self, field: &str, text: &str) {
        let begun = Instant::now();
        while !self.typed(field, text).await {
            self.or_give_up(begun, &format!("the field “{field}” takes no text")).await;
        }
    }

    async fn typed(&self, field: &str, text: &str) -> bool {
        let Some(element) = self.seek("", Field, field).await else { return false };
        element.send_keys(text).await.is_ok()
    }

    /// Type into a field in place of what is there.
    pub async fn retype(&self, field: &str, text: &str) {
        self.wait_for(Field, field).await;
        let element = self.seek("", Field, field).await.expect("the field is still there");
        element.click().await.expect("the field takes the focus");
        self.keys(&[Key::Control.into(), 'a']).await;
        self.keys(&[Key::Backspace.into()]).await;
        self.type_into(field, text).await;
    }

    /// Choose from a list that drops down, by the words of the choice.
    pub async fn choose(&self, field: &str, choice: &str) {
        self.wait_for(Field, field).await;
        let element = self.seek("", Field, field).await.expect("the field is still there");
        element.select_by_label(choice).await.unwrap_or_else(|_| panic!("“{field}” has no choice “{choice}”"));
        self.interacted();
    }

    /// Press keys together, whatever has the focus.
    pub async fn keys(&self, together: &[char]) {
        let down = together.iter().map(|key| KeyAction::Down { value: *key });
        let up = together.iter().rev().map(|key| KeyAction::Up { value: *key });
        let all = down.chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(all).await.expect("keys are pressed");
        self.interacted();
    }

    /// Type on where the focus is.
    pub async fn type_on(&self, text: &str) {
        let strokes = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        let all = strokes.fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.client.perform_actions(all).await.expect("keys are pressed");
    }

    /// Wait until a thing is on the page.
    pub async fn wait_for(&self, role: Role, name: &str) {
        let begun = Instant::now();
        while self.seek("", role, name).await.is_none() {
            self.or_give_up(begun, &format!("no {role:?} “{name}”")).await;
        }
    }

    /// Whether a thing is on the page at this moment.
    pub async fn has(&self, role: Role, name: &str) -> bool {
        self.seek("", role, name).await.is_some()
    }

    /// Wait until the page says these words.
    pub async fn see(&self, words: &str) {
        self.until(&format!("the page does not say “{words}”"), async |page| page.text().await.contains(words)).await;
    }

    /// Wait until the page no longer says these words.
    pub async fn see_no_more(&self, words: &str) {
        self.until(&format!("the page still says “{words}”"), async |page| !page.text().await.contains(words)).await;
    }

    /// Wait until a named part of the page says these words.
    pub async fn see_in(&self, region: &str, words: &str) {
        let what = format!("“{region}” does not say “{words}”");
        self.until(&what, async |page| page.text_of(region).await.is_some_and(|text| text.contains(words))).await;
    }

    /// Wait until something holds.
    pub async fn until(&self, or_else: &str, mut holds: impl AsyncFnMut(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self).await {
            self.or_give_up(begun, or_else).await;
        }
    }

    /// The words that the page shows, each space one space.
    pub async fn text(&self) -> String {
        let text = self.script("return document.body.innerText", Vec::new()).await;
        plain(text.as_str().unwrap_or_default())
    }

    /// The words of a named part of the page.
    pub async fn text_of(&self, region: &str) -> Option<String> {
        let element = self.seek("", Region, region).await?;
        element.text().await.ok().map(|text| plain(&text))
    }

    /// What stands in a field.
    pub async fn value_of(&self, field: &str) -> String {
        self.wait_for(Field, field).await;
        let element = self.seek("", Field, field).await.expect("the field is still there");
        element.prop("value").await.expect("a field has a value").unwrap_or_default()
    }

    /// The name of what has the focus: a heading's words, a field's label.
    pub async fn focused(&self) -> String {
        let script = "const at = document.activeElement; return at.labels?.[0]?.innerText ?? at.innerText ?? ''";
        let name = self.script(script, Vec::new()).await;
        plain(name.as_str().unwrap_or_default())
    }

    /// Where on the app one is.
    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// A thing by its role and name, in a named part of the page or (`""`) anywhere.
    pub async fn seek(&self, region: &str, role: Role, name: &str) -> Option<Element> {
        let wanted = vec![json!(role.word()), json!(name), json!(region)];
        let found = match self.client.execute(include_str!("page.js"), wanted).await {
            Ok(found) => found,
            // The page was left while it was looked at.
            Err(CmdError::Standard(_)) => return None,
            Err(lost) => panic!("the browser does not answer: {lost}"),
        };
        let id = found.as_object()?.values().next().and_then(Value::as_str)?;
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())))
    }

    /// Look again in a moment, unless it has taken too long.
    async fn or_give_up(&self, begun: Instant, words: &str) {
        if begun.elapsed() < PATIENCE {
            tokio::time::sleep(LOOK_AGAIN).await;
            return;
        }
        panic!("{words}; {} says: {}", self.path().await, self.text().await);
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
