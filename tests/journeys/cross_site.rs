//! Pages of others, in a real browser, against somebody who is signed in.

use std::io::{Read, Write};
use std::net::TcpListener;

use tests::browser::Browser;
use tests::page::Role::Button;

use crate::stage::{journey_on, serve_demonstration};
use crate::steps::{EFUA, sign_in};

/// What the page of another tries, of which it is to learn nothing, not even that there was an answer: to have the browser send what only CRiiS's own pages may, each way there is.
const TRY: &str = r"
    const [address, done] = arguments;
    const ask = (path, mode) =>
        fetch(`${address}/api/v1${path}`, { method: 'POST', mode, credentials: 'include' })
            .then((answer) => `${answer.type} ${answer.status}`, () => 'refused');
    const read = () =>
        fetch(`${address}/api/v1/me`, { credentials: 'include' })
            .then((answer) => `${answer.status}`, () => 'refused');
    (async () => done([
        await ask('/sign-in/refresh', 'no-cors'), await ask('/sign-in/refresh', 'cors'),
        await ask('/sign-out', 'no-cors'), await read(),
    ]))();";

/// A form that is sent by itself, as the cross-site classic has it.
const SUBMIT: &str = r"
    const form = document.createElement('form');
    form.method = 'post';
    form.action = `${arguments[0]}/api/v1${arguments[1]}`;
    document.body.append(form);
    form.submit();";

/// Serve an empty page to whoever asks, until the suite ends; answers its port.
fn another_origin() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("a port").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 4096];
            // Whatever was asked is answered alike; a browser that has gone needs no answer.
            let _ = stream.read(&mut asked);
            let page = "<!doctype html><title>Another</title><body></body>";
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length:";
            let _ = write!(stream, "{head} {}\r\n\r\n{page}", page.len());
        }
    });
    port
}

async fn tried(browser: &Browser) -> Vec<String> {
    let said = browser.client.execute_async(TRY, vec![browser.address.clone().into()]).await.expect("the script runs");
    let said = said.as_array().cloned().unwrap_or_default();
    said.iter().map(|word| word.as_str().unwrap_or_default().to_owned()).collect()
}

/// Send a form from the page that is open, and answer the text of the page that comes.
async fn submitted(browser: &Browser, path: &str) -> String {
    let _ = browser.script(SUBMIT, vec![browser.address.clone().into(), path.into()]).await;
    let begun = std::time::Instant::now();
    loop {
        let script = "return location.pathname.startsWith('/api/') && document.readyState === 'complete'
            ? document.body.innerText : null";
        if let Some(text) = browser.script(script, Vec::new()).await.as_str() {
            return text.to_owned();
        }
        assert!(begun.elapsed() < tests::browser::PATIENCE, "the form of {path} went nowhere");
        tokio::time::sleep(tests::browser::LOOK_AGAIN).await;
    }
}

#[test]
fn the_page_of_another_neither_goes_on_with_a_sign_in_nor_ends_it() {
    let server = serve_demonstration(20);
    let port = another_origin();
    journey_on(&server, "cross-site", async |browser| {
        sign_in(browser, EFUA).await;
        // Another port of the same host is the same site, whose requests carry the cookie; another host is not.
        for host in ["localhost", "127.0.0.1"] {
            browser.client.goto(&format!("http://{host}:{port}/")).await.expect("the other page");
            assert_eq!(tried(browser).await, ["refused"; 4], "from {host}");
            for path in ["/sign-in/refresh", "/sign-out"] {
                browser.client.goto(&format!("http://{host}:{port}/")).await.expect("the other page");
                let text = submitted(browser, path).await;
                assert!(text.contains("foreign-page"), "{path} from {host}: {text}");
            }
            // The cookie is what it was: whoever is signed in goes on, without signing in again.
            browser.go("/").await;
            browser.wait_for(Button, "Sign out").await;
            // What the other page's own console says is no complaint about ours.
            browser.complaints().await;
        }
    });
    let log = std::fs::read_to_string(server.log()).expect("a log");
    let refused = |route: &str| log.lines().filter(|line| line.contains(route) && line.contains("status=403")).count();
    // From each of two hosts: two fetches and a form, and a fetch and a form.
    assert_eq!((refused("/sign-in/refresh"), refused("/sign-out")), (6, 4), "{log}");
}
