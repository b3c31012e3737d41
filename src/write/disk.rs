//! Everything that a build asks of the disk, so that tests can stand in for one that fails.

use std::fmt::Debug;
use std::fs;
use std::fs::{DirEntry, File, Metadata, OpenOptions};
use std::io;
use std::io::Write;
use std::path::Path;
use std::time::SystemTime;

/// The mode of every file of a site, whatever the umask: a web server has to read it.
#[cfg(unix)]
pub(super) const FILE_MODE: u32 = 0o644;

/// The mode of every folder of a site.
#[cfg(unix)]
pub(super) const FOLDER_MODE: u32 = 0o755;

/// A disk. Each method is one step that can fail; a build that ends after any of them leaves the
/// old site or the new one.
pub trait Disk: Debug + Send + Sync {
    /// How something looks from outside; a link is not followed.
    ///
    /// # Errors
    ///
    /// If there is nothing, or the disk cannot tell.
    fn look(&self, path: &Path) -> io::Result<Metadata>;

    /// What a file holds.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What is in a folder, in no order.
    ///
    /// # Errors
    ///
    /// If it cannot be read as a whole.
    fn list(&self, folder: &Path) -> io::Result<Vec<DirEntry>>;

    /// Makes a folder that everybody may read.
    ///
    /// # Errors
    ///
    /// If something is there, or it cannot be made.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder and those above it, in the way of the system, as far as they are missing.
    ///
    /// # Errors
    ///
    /// If one cannot be made.
    fn make_folders(&self, path: &Path) -> io::Result<()>;

    /// Lets everybody read a file or a folder, and nobody else write it; nothing on a disk that
    /// keeps no modes.
    ///
    /// # Errors
    ///
    /// If it cannot be looked at.
    fn open_up(&self, path: &Path) -> io::Result<()>;

    /// Gives a folder the mode of another one, if there is such a folder; nothing on a disk that keeps
    /// no modes.
    ///
    /// # Errors
    ///
    /// If one of them cannot be looked at.
    fn keep_mode(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Writes a file that everybody may read, with that time if the disk lets it be set.
    ///
    /// # Errors
    ///
    /// If something is there, or not all bytes could be written; a part of them may be there then.
    fn write_new(
        &self,
        path: &Path,
        bytes: &[u8],
        modified: Option<SystemTime>,
    ) -> io::Result<Metadata>;

    /// Writes a file, over the one that may be there.
    ///
    /// # Errors
    ///
    /// If not all bytes could be written; a part of them may be there then.
    fn write_over(&self, path: &Path, bytes: &[u8]) -> io::Result<Metadata>;

    /// Gives a file a second name. A link is not followed.
    ///
    /// # Errors
    ///
    /// If something has that name, or the disk cannot do it.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Copies a file.
    ///
    /// # Errors
    ///
    /// If it cannot be copied; a part of it may be there then.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file or a folder another name.
    ///
    /// # Errors
    ///
    /// If that is not possible; everything is as before then.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Exchanges two folders in one step.
    ///
    /// # Errors
    ///
    /// If that is not possible; everything is as before then.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Removes a file or a link.
    ///
    /// # Errors
    ///
    /// If it is still there.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    ///
    /// If it is still there.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder with all that is in it.
    ///
    /// # Errors
    ///
    /// If a part of it is still there.
    fn remove_all(&self, path: &Path) -> io::Result<()>;

    /// Opens a file to lock it.
    ///
    /// # Errors
    ///
    /// If it is not there, and is not to be made or cannot be.
    fn open_lock(&self, path: &Path, make: bool) -> io::Result<File>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Disk for System {
    fn look(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<DirEntry>> {
        fs::read_dir(folder)?.collect()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, FOLDER_MODE);
        builder.create(path)?;
        self.open_up(path)
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    #[cfg(unix)]
    fn open_up(&self, path: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let found = self.look(path)?;
        let mode = if found.is_dir() { FOLDER_MODE } else { FILE_MODE };
        if !found.is_symlink() && found.permissions().mode() & 0o777 != mode {
            // A disk without modes may refuse, and then there is nothing to be set.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode));
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn open_up(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    #[cfg(unix)]
    fn keep_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let Ok(found) = self.look(from) else { return Ok(()) };
        let mode = found.permissions().mode() & 0o777;
        if found.is_dir() && self.look(to)?.permissions().mode() & 0o777 != mode {
            let _ = fs::set_permissions(to, fs::Permissions::from_mode(mode));
        }
        Ok(())
    }

    #[cfg(not(unix))]
    fn keep_mode(&self, _from: &Path, _to: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write_new(
        &self,
        path: &Path,
        bytes: &[u8],
        modified: Option<SystemTime>,
    ) -> io::Result<Metadata> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE_MODE);
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        if let Some(time) = modified {
            let _ = file.set_modified(time);
        }
        opened_up(&file)
    }

    fn write_over(&self, path: &Path, bytes: &[u8]) -> io::Result<Metadata> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.metadata()
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::copy(from, to).map(|_| ())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::CWD;
        use rustix::fs::RenameFlags;
        Ok(rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    fn open_lock(&self, path: &Path, make: bool) -> io::Result<File> {
        match make {
            true => OpenOptions::new().write(true).create(true).truncate(false).open(path),
            false => File::open(path),
        }
    }
}

/// Takes back what the umask took away from a new file.
#[cfg(unix)]
fn opened_up(file: &File) -> io::Result<Metadata> {
    use std::os::unix::fs::PermissionsExt;
    let found = file.metadata()?;
    if found.permissions().mode() & 0o777 == FILE_MODE {
        return Ok(found);
    }
    // A disk without modes may refuse, and then there is nothing to be set.
    let _ = file.set_permissions(fs::Permissions::from_mode(FILE_MODE));
    file.metadata()
}

#[cfg(not(unix))]
fn opened_up(file: &File) -> io::Result<Metadata> {
    file.metadata()
}
