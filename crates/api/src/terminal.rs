//! Asking whoever sits at the terminal.

use std::io::{self, BufRead, Write};

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

/// What somebody types in answer to a question.
///
/// # Errors
/// When there is nobody to ask.
pub fn ask(question: &str) -> io::Result<String> {
    let mut output = io::stderr();
    write!(output, "{question}")?;
    output.flush()?;
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "there is nobody to ask; give it by a flag"));
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The same, without showing what is typed.
///
/// # Errors
/// When there is nobody to ask, or no terminal that could hide it.
pub fn ask_secret(question: &str) -> io::Result<Zeroizing<String>> {
    let input = io::stdin();
    let shown = tcgetattr(&input)?;
    let mut hidden = shown.clone();
    hidden.local_modes.remove(LocalModes::ECHO);
    tcsetattr(&input, OptionalActions::Flush, &hidden)?;
    let typed = ask(question).map(Zeroizing::new);
    tcsetattr(&input, OptionalActions::Flush, &shown)?;
    eprintln!();
    typed
}
