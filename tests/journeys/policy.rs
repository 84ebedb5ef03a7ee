//! The content security policy: every journey ends by asking the browser for breaches, and here it has one.

use tests::page::Role::Button;

use crate::stage::journey;

#[test]
fn a_breach_of_the_policy_is_noticed() {
    journey("policy", async |browser| {
        browser.go("/").await;
        browser.wait_for(Button, "Sign in").await;
        assert!(browser.complaints().await.is_empty());
        let script = "
            const style = document.createElement('style');
            style.textContent = 'h1 { display: none }';
            document.head.append(style);
            try { document.body.innerHTML = '<p>not trusted</p>'; } catch { return 'refused'; }";
        assert_eq!(browser.script(script, vec![]).await, "refused", "a string is no trusted HTML");
        let complaints = browser.complaints().await;
        assert!(complaints.iter().any(|line| line.starts_with("security: ")), "{complaints:#?}");
        browser.wait_for(Button, "Sign in").await;
    });
}
