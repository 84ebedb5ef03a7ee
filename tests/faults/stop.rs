//! A server that is asked to stop finishes what is in flight.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;

use serde_json::Value;
use tests::database::Kind;
use tests::forms;
use tests::patience::until;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;
use uuid::Uuid;

/// A request whose body is still on its way.
struct InFlight {
    stream: BufReader<TcpStream>,
    body: String,
}

#[test]
fn requests_in_flight_are_finished_on_sqlite() {
    wait(are_finished(Kind::Sqlite));
}

#[test]
fn requests_in_flight_are_finished_on_postgres() {
    wait(are_finished(Kind::Postgres));
}

async fn are_finished(kind: Kind) {
    let mut server = Server::prepare_on(kind);
    server.serve();
    let mut world = World::on(server).await;
    let person = world.person("Stella", "Stopping").await;
    let requests: Vec<InFlight> = (0..8).map(|_| begin(&world, &person)).collect();

    let told = Command::new("kill").arg(world.server.id().expect("it serves").to_string()).status();
    assert!(told.expect("kill runs").success());
    let host = host(&world);
    until("nobody else is let in", async || TcpStream::connect(&host).is_err()).await;
    let recorded: Vec<String> = requests.into_iter().map(finish).collect();
    // This asserts that it ends well.
    world.server.stop();

    world.server.serve();
    for contact in recorded {
        world.worker.get(&format!("/service-users/{person}/contacts/{contact}")).await.expect(200);
    }
}

/// Send all but the body, and wait until the server asks for that.
fn begin(world: &World, person: &str) -> InFlight {
    let body = forms::contact(&world.northtown).to_string();
    let host = host(world);
    let mut stream = TcpStream::connect(&host).expect("it listens");
    let head = format!(
        "POST /api/v1/service-users/{person}/contacts HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\n\
         Idempotency-Key: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        world.worker.token(),
        Uuid::new_v4(),
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("it reads");
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    stream.read_line(&mut line).expect("it answers");
    assert_eq!(line, "HTTP/1.1 100 Continue\r\n");
    stream.read_line(&mut line).expect("an empty line");
    InFlight { stream, body }
}

/// Send the body; the id of the contact that is acknowledged.
fn finish(mut request: InFlight) -> String {
    request.stream.get_mut().write_all(request.body.as_bytes()).expect("it still reads");
    let mut line = String::new();
    request.stream.read_line(&mut line).expect("it still answers");
    assert_eq!(line, "HTTP/1.1 201 Created\r\n");
    let mut length = 0;
    loop {
        line.clear();
        request.stream.read_line(&mut line).expect("a header");
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    request.stream.read_exact(&mut body).expect("the whole answer");
    let contact: Value = serde_json::from_slice(&body).expect("JSON");
    contact["id"].as_str().expect("a record has an id").to_owned()
}

fn host(world: &World) -> String {
    world.server.address.replace("http://localhost", "127.0.0.1")
}
