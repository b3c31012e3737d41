//! How fast can this machine write a given set of files? No generator can build
//! the same site faster than this program writes it.
//!
//!     rustc --edition 2024 -O writelimit.rs
//!     writelimit pack TREE PACK           gather the files under TREE in one file
//!     writelimit write PACK OUT THREADS   read PACK, then write its files under OUT
//!
//! `write` prints the seconds of the writing alone. OUT must not exist yet: creating
//! a file and replacing one cost differently.

use std::io::{ErrorKind, self};
use std::path::{Path, PathBuf};
use std::{env, fs, thread, time::Instant};

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pack", tree, pack] => {
            let mut packed = Vec::new();
            gather(Path::new(tree), Path::new(""), &mut packed)?;
            fs::write(pack, packed)
        }
        ["write", pack, out, threads] => {
            let packed = fs::read(pack)?;
            let files = unpack(&packed);
            let threads: usize = threads.parse().expect("THREADS is a number");
            fs::create_dir(out)?;

            let start = Instant::now();
            thread::scope(|scope| {
                for part in files.chunks(files.len().div_ceil(threads)) {
                    scope.spawn(move || write(part, Path::new(out)).expect("OUT can be written"));
                }
            });
            println!("{:.3}", start.elapsed().as_secs_f64());
            Ok(())
        }
        _ => panic!("usage: writelimit pack TREE PACK | write PACK OUT THREADS"),
    }
}

/// Appends each file as path length, data length, path, data; in order of path, so
/// that equal parts of the list are mostly different directories.
fn gather(dir: &Path, prefix: &Path, packed: &mut Vec<u8>) -> io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let path = prefix.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &path, packed)?;
        } else {
            let name = path.to_str().expect("paths are UTF-8");
            let data = fs::read(entry.path())?;
            packed.extend((name.len() as u32).to_le_bytes());
            packed.extend((data.len() as u32).to_le_bytes());
            packed.extend(name.as_bytes());
            packed.extend(data);
        }
    }
    Ok(())
}

fn unpack(mut packed: &[u8]) -> Vec<(&Path, &[u8])> {
    let mut take = |count: usize| {
        let (head, tail) = packed.split_at_checked(count)?;
        packed = tail;
        Some(head)
    };
    let mut files = Vec::new();
    while let Some(lengths) = take(8) {
        let length =
            |at: usize| u32::from_le_bytes(lengths[at..at + 4].try_into().unwrap()) as usize;
        let name = take(length(0)).expect("PACK is whole");
        let data = take(length(4)).expect("PACK is whole");
        files.push((Path::new(std::str::from_utf8(name).expect("paths are UTF-8")), data));
    }
    files
}

/// One mkdir per directory; open, write and close per file.
fn write(files: &[(&Path, &[u8])], out: &Path) -> io::Result<()> {
    let mut made = PathBuf::new();
    for (path, data) in files {
        let path = out.join(path);
        let dir = path.parent().unwrap();
        if dir != made {
            match fs::create_dir(dir) {
                Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir_all(dir)?,
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            made = dir.to_path_buf();
        }
        fs::write(&path, data)?;
    }
    Ok(())
}
