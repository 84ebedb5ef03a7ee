//! Names are in this process's memory: no dump of it is left behind, and swap is looked at.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// Leave no core dump, and let no other process of this user look inside.
pub fn guard() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        log::warn!("core dumps could not be switched off: {error}");
    }
    if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        log::warn!("this process can be dumped: {error}");
    }
    let swaps = std::fs::read_to_string("/proc/swaps").unwrap_or_default();
    for device in in_the_clear(&swaps) {
        log::warn!(
            "swap is on and not known to be encrypted ({device}): names in memory may reach it; use dm-crypt or swapoff"
        );
    }
}

/// The swap devices of `/proc/swaps` that are neither on dm-crypt's devices nor in compressed memory.
fn in_the_clear(swaps: &str) -> Vec<&str> {
    let devices = swaps.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    devices
        .filter(|device| {
            !device.starts_with("/dev/dm-") && !device.starts_with("/dev/mapper/") && !device.starts_with("/dev/zram")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swap_that_is_not_encrypted_is_named() {
        let swaps = "Filename\tType\tSize\tUsed\tPriority\n/dev/dm-1 partition 1 0 -2\n/swapfile file 1 0 -3\n/dev/zram0 partition 1 0 100\n";
        assert_eq!(in_the_clear(swaps), ["/swapfile"]);
        assert!(in_the_clear("").is_empty());
    }
}
