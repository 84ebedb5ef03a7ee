//! The access table for people: the very rows by which the server decides.

use domain::access::{Class, Ground, Role, Row, Sight, TABLE, sight};

use super::page::{escape, framed};

/// The page: a table of operations, each with who may, and one of what is seen in summary.
pub fn page() -> String {
    let body = format!(
        "<h1>Who may do what</h1><p>These are the rows by which CRiiS decides; the tests walk each of them as everybody. \
         A record that is restricted is there for those named in the restriction, for oversight, and in an emergency \
         unless processing is restricted; nobody opens a record that \
         they declared their own or a relative’s. <a href=\"/docs\">The API</a>.</p>{}{}",
        operations(),
        summaries()
    );
    framed("CRiiS: who may do what", &body)
}

fn operations() -> String {
    let head = ["What", "Record", "Action", "Class", "Purpose", "Roles", "Rests on", "Also"];
    table(&head, TABLE.iter().map(cells))
}

fn cells(row: &Row) -> Vec<String> {
    let roles: Vec<&str> = row.roles.iter().map(|role| role.label()).collect();
    let also = [(row.step_up, "step-up sign-in"), (row.break_glass, "break-glass may stand in")];
    let also: Vec<&str> = also.iter().filter(|(holds, _)| *holds).map(|(_, words)| *words).collect();
    vec![
        format!("<code id=\"{}\">{0}</code> {}", row.operation, escape(row.says)),
        escape(row.kind.label()),
        escape(row.action.label()),
        escape(row.class.map_or("–", Class::label)),
        escape(row.purpose.label()),
        escape(&roles.join(", ")),
        escape(ground(row.ground)),
        escape(&also.join(", ")),
    ]
}

const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Organisation => "the role alone",
        Ground::Service => "a service of theirs",
        Ground::Person => "a person whom their service works with, whom they were given, or who is named to them",
        Ground::Own => "what they made themselves",
    }
}

/// What each role sees of each class that is not seen in full by all.
fn summaries() -> String {
    let rows = Role::ALL.iter().flat_map(|role| {
        let summary =
            Class::ALL.iter().filter(move |class| sight(*role, **class) == Sight::Summary && opens(*role, **class));
        summary.map(move |class| vec![escape(role.label()), escape(class.label()), escape(shown(*class))])
    });
    let head = ["Role", "Class", "Sees"];
    format!("<h2 id=\"summary\">What is seen in summary</h2>{}", table(&head, rows))
}

fn opens(role: Role, class: Class) -> bool {
    TABLE.iter().any(|row| row.class == Some(class) && row.ground == Ground::Person && row.roles.contains(&role))
}

const fn shown(class: Class) -> &'static str {
    match class {
        Class::Health => "all but results of virus tests and what is noted of conditions and mental health",
        Class::Convictions => "open charges, orders that hold and hearings to come, without what is past",
        Class::Reach => "how to reach them, without next of kin and GP",
        Class::Casework => "appointments and contacts that they took part in",
        Class::Identity | Class::Safeguarding => "the banner",
    }
}

#[expect(clippy::format_collect, reason = "a page made once for each reader who opens it")]
fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head: String = head.iter().map(|cell| format!("<th scope=\"col\">{cell}</th>")).collect();
    let body: String = rows
        .map(|cells| format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>()))
        .collect();
    format!("<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_and_every_role_is_on_the_page() {
        let page = page();
        for row in TABLE {
            assert!(page.contains(&format!("<code id=\"{}\">", row.operation)), "{}", row.operation);
        }
        for role in Role::ALL.iter().filter(|role| role.is_given()) {
            assert!(page.contains(role.label()), "{}", role.label());
        }
    }

    #[test]
    fn a_recovery_worker_is_told_to_see_health_in_summary() {
        assert!(summaries().contains("<td>Recovery worker</td><td>Health</td>"));
        assert!(!summaries().contains("<td>Clinician</td><td>Health</td>"));
    }
}
