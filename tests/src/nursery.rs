//! Processes that end with the suite, however it ends.
//!
//! A process is told to end when the thread that started it does. A test's thread ends with its test, and a
//! server may be shared by many tests, so every server is started by one thread that lives as long as the suite.

use std::ffi::OsStr;
use std::io;
use std::process::{Child, Command};
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};

type Birth = (Command, Sender<io::Result<Child>>);

/// Start a process that ends with this one.
pub fn start(command: Command) -> Child {
    static NURSERY: OnceLock<Sender<Birth>> = OnceLock::new();
    let nursery = NURSERY.get_or_init(|| {
        let (births, waiting) = channel::<Birth>();
        std::thread::spawn(move || {
            for (mut command, born) in waiting {
                // Whoever asked has gone only if their test stopped, and the process ends with us all the same.
                let _ = born.send(command.spawn());
            }
        });
        births
    });
    let (born, child) = channel();
    nursery.send((command, born)).expect("the nursery lives as long as the suite");
    child.recv().expect("the nursery answers").expect("the process starts")
}

/// A command whose process, under the same id, ends with the thread that starts it.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=KILL").arg(program);
    command
}
