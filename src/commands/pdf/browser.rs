//! A browser that is installed, and how it prints: Chromium, Chrome or Edge, started without a window.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use url::Url;

/// What such a browser is called on a search path.
const NAMES: [&str; 10] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chrome.exe",
    "msedge.exe",
];

/// Where they are on macOS, from the root or the folder of a user.
const ON_MACOS: [&str; 3] = [
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Where they are on Windows, within the folders that hold programs.
const ON_WINDOWS: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// What to do where there is none.
const NONE: &str = "no Chromium, Chrome or Edge was found, which `pdf` needs to print\n  \
     help: install one of them, or say where it is with `--browser PATH`; or open the page \
     `print/` of the built site in any browser and print it there";

/// The browser that was named, or the first that is found.
pub(super) fn find(named: Option<&Path>) -> Result<PathBuf, String> {
    match named {
        Some(path) if path.is_file() => Ok(path.to_owned()),
        Some(path) => Err(format!(
            "`{}` is no file\n  help: `--browser` takes the program itself of a Chromium, Chrome or Edge",
            path.display()
        )),
        None => places().into_iter().find(|path| path.is_file()).ok_or_else(|| NONE.to_owned()),
    }
}

/// Where a browser may be, the search path first.
fn places() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let mut places: Vec<_> =
        NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).collect();
    let within = |roots: Vec<Option<OsString>>, names: &[&str]| {
        let roots = roots.into_iter().flatten().map(PathBuf::from);
        roots
            .flat_map(|root| names.iter().map(move |name| root.join(name)).collect::<Vec<_>>())
            .collect()
    };
    let of_system: Vec<PathBuf> = if cfg!(target_os = "macos") {
        within(vec![Some("/".into()), std::env::var_os("HOME")], &ON_MACOS)
    } else if cfg!(windows) {
        let roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(std::env::var_os);
        within(roots.into(), &ON_WINDOWS)
    } else {
        Vec::new()
    };
    places.extend(of_system);
    places
}

/// Prints a page into a file. The browser writes into a folder of this run, so that a file that
/// stands already is replaced by a whole one or not at all.
pub(super) fn print(
    browser: &Path,
    page: &Path,
    folder: &Path,
    file: &Path,
    limit: Duration,
) -> Result<(), String> {
    let printed = folder.join("printed.pdf");
    let log = folder.join("browser.log");
    let name = browser.display();
    let cannot_start = |error: std::io::Error| format!("cannot start `{name}`: {error}");
    let errors = fs::File::create(&log).map_err(cannot_start)?;
    let with_path = |option: &str, path: &Path| {
        let mut option = OsString::from(option);
        option.push(path);
        option
    };
    let address =
        Url::from_file_path(page).map_err(|()| format!("`{}` has no address", page.display()))?;
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions"])
        .args(["--disable-background-networking", "--no-pdf-header-footer"])
        .args(["--generate-pdf-document-outline", "--export-tagged-pdf"])
        .arg(with_path("--user-data-dir=", &folder.join("profile")))
        .arg(with_path("--print-to-pdf=", &printed))
        .arg(address.as_str());
    if is_root() {
        // A browser refuses to run as root in its sandbox; it reads nothing but this page.
        command.arg("--no-sandbox");
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors);
    let mut child = command.spawn().map_err(cannot_start)?;
    let said = || {
        let log = fs::read(&log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let last = log.lines().rev().find(|line| !line.trim().is_empty());
        last.map(|line| format!("\n  it said: {}", line.trim())).unwrap_or_default()
    };
    let Some(status) = ended(&mut child, limit).map_err(cannot_start)? else {
        return Err(format!(
            "`{name}` has not printed within {} seconds, and was ended\n  help: give it more with `--timeout SECONDS`{}",
            limit.as_secs(),
            said()
        ));
    };
    let is_pdf = fs::read(&printed).is_ok_and(|bytes| bytes.starts_with(b"%PDF-"));
    if !status.success() || !is_pdf {
        return Err(format!("`{name}` has printed nothing ({status}){}", said()));
    }
    let put = fs::copy(&printed, file).and_then(|_| fs::remove_file(&printed));
    put.map_err(|error| format!("cannot write `{}`: {error}", file.display()))
}

/// Waits for a program; one that takes too long is ended.
fn ended(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        sleep(Duration::from_millis(50));
    }
}

/// Whether this program runs as root.
#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Whether this program runs as root.
#[cfg(not(target_os = "linux"))]
const fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::path::Path;

    #[test]
    fn a_named_browser_that_is_none_is_refused() {
        assert!(find(Some(Path::new("/nowhere/chromium"))).is_err());
    }
}
