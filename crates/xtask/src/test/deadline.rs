//! An end to a run that hangs: it fails itself before whoever waits for it loses patience.

use std::process::Command;
use std::time::Duration;
use std::{fs, process, thread};

/// End this program as failed, with everything that it started, unless it ended before.
pub fn fail_after(limit: Duration) {
    thread::spawn(move || {
        thread::sleep(limit);
        println!("\nFAILED: not finished after {} minutes", limit.as_secs() / 60);
        end(&descendants(process::id()));
        process::exit(1);
    });
}

fn end(processes: &[u32]) {
    let ids = processes.iter().map(u32::to_string);
    // We are giving up: there is nothing left to do with a failure of this.
    drop(Command::new("kill").args(ids).status());
}

/// The processes that a process started, and those that they did, as far as Linux tells.
fn descendants(of: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{of}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<u32> = lists.flat_map(|list| numbers(&list)).collect();
    children.into_iter().flat_map(|child| std::iter::once(child).chain(descendants(child))).collect()
}

fn numbers(list: &str) -> Vec<u32> {
    list.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_process_started_by_one_we_started_is_ended() {
        // The shell stays as the parent, since another command follows.
        let mut shell = Command::new("sh").args(["-c", "sleep 600; true"]).spawn().unwrap();
        let mut below = Vec::new();
        for _ in 0..200 {
            below = descendants(shell.id());
            if !below.is_empty() {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(below.len(), 1, "the sleep is found");
        end(&below);
        assert!(shell.wait().unwrap().success(), "the shell went on after its sleep was ended");
    }
}
