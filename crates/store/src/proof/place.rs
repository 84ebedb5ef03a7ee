//! A place that the server can add to and not delete from.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::note::ORIGIN;

/// What the files of notes are called at their end.
const NOTES: &str = ".notes";

/// Where checkpoints go. One kind so far: a folder, with one file a month that is only ever added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    folder: PathBuf,
}

impl Place {
    /// A folder that is there.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Whether this month's file is not there yet.
    pub fn is_new_month(&self, at: DateTime<Utc>) -> bool {
        !self.file_of(at).exists()
    }

    /// Add a note, and return once it is on disk. A file is opened to be added to only, so it can be one whose owner is
    /// another and whose attribute lets nobody shorten it.
    pub fn append(&self, at: DateTime<Utc>, note: &str) -> io::Result<()> {
        let path = self.file_of(at);
        let is_new = !path.exists();
        let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o640).open(&path)?;
        // Another node writes here as well, and reads what this one wrote before it goes on.
        rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive)?;
        let torn = ends_torn(&mut file)?;
        file.write_all(format!("{}{note}", if torn { "\n" } else { "" }).as_bytes())?;
        file.sync_all()?;
        if is_new {
            File::open(&self.folder)?.sync_all()?;
            forbid_shortening(&file, &path);
        }
        Ok(())
    }

    /// Every note after a position, oldest first.
    pub fn notes(&self, after: &Position) -> io::Result<Notes> {
        let mut files = self.files()?;
        files.retain(|file| *file >= after.file);
        files.reverse();
        let position = Position { file: String::new(), offset: 0 };
        Ok(Notes {
            folder: self.folder.clone(),
            files,
            after: after.clone(),
            position,
            open: None,
            begun: String::new(),
        })
    }

    fn files(&self) -> io::Result<Vec<String>> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            files.extend(entry?.file_name().into_string().ok().filter(|name| name.ends_with(NOTES)));
        }
        files.sort_unstable();
        Ok(files)
    }

    fn file_of(&self, at: DateTime<Utc>) -> PathBuf {
        self.folder.join(format!("{}{NOTES}", at.format("%Y-%m")))
    }
}

/// A crash in the midst of a note leaves a line without its end.
fn ends_torn(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// `chattr +a`, where the process may and the file system can: elsewhere whoever set the folder up does.
fn forbid_shortening(file: &File, path: &Path) {
    use rustix::fs::{IFlags, ioctl_getflags, ioctl_setflags};
    let set = ioctl_getflags(file).and_then(|flags| ioctl_setflags(file, flags | IFlags::APPEND));
    if let Err(error) = set {
        log::warn!(
            "{} can be shortened by its owner ({error}): run `chattr +a` on it as root, or keep checkpoints where the \
             server cannot delete",
            path.display()
        );
    }
}

/// How far a place has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    file: String,
    offset: u64,
}

/// The notes of a place, read as they are needed.
pub struct Notes {
    folder: PathBuf,
    files: Vec<String>,
    after: Position,
    position: Position,
    open: Option<BufReader<File>>,
    /// The first line of the note that comes next.
    begun: String,
}

impl Notes {
    /// How far it has been read, once there is no more.
    pub fn position(&self) -> Position {
        if self.position.file.is_empty() { self.after.clone() } else { self.position.clone() }
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        loop {
            if self.open.is_none() {
                let Some(name) = self.files.pop() else { return Ok(None) };
                let mut file = File::open(self.folder.join(&name))?;
                let offset = if name == self.after.file { self.after.offset } else { 0 };
                file.seek(SeekFrom::Start(offset))?;
                self.open = Some(BufReader::new(file));
                self.position = Position { file: name, offset };
            }
            let mut line = String::new();
            let read = match &mut self.open {
                Some(file) => file.read_line(&mut line)?,
                None => 0,
            };
            if read > 0 {
                self.position.offset += read as u64;
                return Ok(Some(line));
            }
            self.open = None;
        }
    }

    fn note(&mut self) -> io::Result<Option<String>> {
        let mut note = std::mem::take(&mut self.begun);
        while let Some(line) = self.line()? {
            if line.trim_end() == ORIGIN && !note.is_empty() {
                self.begun = line;
                return Ok(Some(note));
            }
            note.push_str(&line);
        }
        Ok(Some(note).filter(|note| !note.is_empty()))
    }
}

impl Iterator for Notes {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        self.note().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(place: &Place) -> Vec<String> {
        place.notes(&Position::default()).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn notes_come_out_as_they_went_in_over_months_and_after_a_torn_one() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::folder(folder.path());
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let note = |n: u8| format!("{ORIGIN}\n{n}\n\n\u{2014} name signature\n");
        let (november, december) = (at("2026-11-30T23:59:00Z"), at("2026-12-01T00:00:00Z"));
        assert!(place.is_new_month(november));
        place.append(november, &note(1)).unwrap();
        place.append(november, &note(2)).unwrap();
        place.append(december, &note(3)).unwrap();
        assert_eq!(notes(&place), [note(1), note(2), note(3)]);
        let mut read = place.notes(&Position::default()).unwrap();
        assert_eq!(read.by_ref().count(), 3);
        let position = read.position();
        assert_eq!(place.notes(&position).unwrap().count(), 0);
        let path = folder.path().join("2026-12.notes");
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(format!("{ORIGIN}\n4").as_bytes()).unwrap();
        place.append(december, &note(4)).unwrap();
        assert_eq!(notes(&place), [note(1), note(2), note(3), format!("{ORIGIN}\n4\n"), note(4)]);
        assert_eq!(place.notes(&position).unwrap().count(), 2);
    }
}
