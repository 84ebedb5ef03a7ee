//! The program that drives Chromium, started once by a suite on a port of its own choosing.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::OnceLock;

use crate::nursery;

const PROGRAM: &str = "/usr/bin/chromedriver";

/// The address of the suite's own, started at its first use. It ends with the suite.
pub fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(start)
}

fn start() -> String {
    let is_there = std::path::Path::new(PROGRAM).exists();
    assert!(is_there, "chromedriver is not installed: `apt-get install chromium chromium-driver` brings {PROGRAM}");
    let mut command = nursery::command(PROGRAM);
    command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = nursery::start(command);
    let mut lines = BufReader::new(process.stdout.take().expect("chromedriver's output is ours")).lines();
    let said = lines.by_ref().map_while(Result::ok).find_map(|line| port(&line));
    let port = said.expect("chromedriver says on which port it listens");
    // It goes on saying things, and would stop at a pipe that nobody reads.
    std::thread::spawn(move || {
        lines.for_each(drop);
        process.wait()
    });
    format!("http://127.0.0.1:{port}")
}

/// The port in *… was started successfully on port 40123.*
fn port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}
