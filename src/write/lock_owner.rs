//! Which process holds a lock, for a message on the terminal.

use std::fs::File;

/// The process that holds the lock of a file, and for how many seconds it has been running; `None`
/// where the system does not tell.
#[cfg(target_os = "linux")]
pub(super) fn lock_owner(file: &File) -> Option<(u32, Option<u64>)> {
    use std::os::unix::fs::MetadataExt;
    let number = file.metadata().ok()?.ino();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    let process = locks.lines().find_map(|line| process_in(line, number))?;
    let seconds = || {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
        seconds_since(&stat, &uptime)
    };
    Some((process, seconds()))
}

/// Which process holds the lock of a file, where the system does not tell.
#[cfg(not(target_os = "linux"))]
pub(super) fn lock_owner(_file: &File) -> Option<(u32, Option<u64>)> {
    None
}

/// The process in a line such as `1: FLOCK  ADVISORY  WRITE 4711 00:1b:1234 0 EOF`, if it is about
/// the file of that number; a line with `->` is of one that waits.
#[cfg(target_os = "linux")]
fn process_in(line: &str, number: u64) -> Option<u32> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [_, "FLOCK", _, _, process, place, ..] = words[..] else { return None };
    let is_it = place.rsplit(':').next()?.parse() == Ok(number);
    // Processes of another container have no number here.
    process.parse().ok().filter(|process| is_it && *process > 0)
}

/// How long a process has been running: field 22 of its `stat` is when it began, in hundredths of a
/// second since the system was started.
#[cfg(target_os = "linux")]
fn seconds_since(stat: &str, uptime: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let began: u64 = fields.split_whitespace().nth(19)?.parse().ok()?;
    let now: u64 = uptime.split('.').next()?.parse().ok()?;
    now.checked_sub(began / 100)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::process_in;
    use super::seconds_since;

    #[test]
    fn the_process_stands_in_the_table_of_locks() {
        let line = "1: FLOCK  ADVISORY  WRITE 4711 00:1b:1234 0 EOF";
        assert_eq!(process_in(line, 1234), Some(4711));
        assert_eq!(process_in(line, 234), None);
        assert_eq!(process_in("1: -> FLOCK  ADVISORY  WRITE 5 00:1b:1234 0 EOF", 1234), None);
        assert_eq!(process_in("1: POSIX  ADVISORY  WRITE 5 00:1b:1234 0 EOF", 1234), None);
        assert_eq!(process_in("1: FLOCK  ADVISORY  WRITE 0 00:1b:1234 0 EOF", 1234), None);
        assert_eq!(process_in("", 1234), None);
    }

    #[test]
    fn the_start_of_a_process_is_counted_from_that_of_the_system() {
        let stat = "4711 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 8000 20 21";
        assert_eq!(seconds_since(stat, "95.50 11.11"), Some(15));
        assert_eq!(seconds_since("4711 (a) S 1", "95.50 11.11"), None);
    }
}
