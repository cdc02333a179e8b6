//! A small web server for the built page: files of one folder, to this machine only.
//!
//! It knows GET and HEAD and closes each connection after its answer. A request cannot leave the
//! folder: a path with `..` or a part that the system would read as a drive is not found.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::{Outcome, complain};

/// More than any browser sends; what is longer is cut off and so not understood.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// Serves the files of `folder` until the program is stopped.
pub(crate) fn serve(listener: &TcpListener, folder: &Path) -> Outcome {
    if !folder.join("index.html").is_file() {
        return Err(format!("{} holds no page", folder.display()));
    }
    for connection in listener.incoming() {
        let folder = folder.to_path_buf();
        let served = connection.and_then(|stream| {
            // Browsers open connections ahead of need: one that stays silent must not block others.
            thread::Builder::new().spawn(move || answer(&stream, &folder))
        });
        if let Err(error) = served {
            complain(format_args!("a request was dropped: {error}"));
        }
    }
    Ok(())
}

/// Reads one request and answers it. A browser that goes away halfway is no fault.
fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The rest is read before the answer, or closing would reset the connection.
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    respond(&request, folder, stream)
}

/// Writes the answer to the request line `request`.
fn respond(request: &str, folder: &Path, mut out: impl Write) -> io::Result<()> {
    let mut words = request.split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    if method != "GET" && method != "HEAD" {
        return out.write_all(
            b"HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\n\
              Content-Length: 0\r\nConnection: close\r\n\r\n",
        );
    }
    let found = file(folder, target).and_then(|path| Some((kind(&path), fs::read(path).ok()?)));
    let (status, kind, body) = match found {
        Some((kind, body)) => ("200 OK", kind, body),
        None => (
            "404 Not Found",
            "text/plain; charset=utf-8",
            b"not found\n".to_vec(),
        ),
    };
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n{}Connection: close\r\n\r\n",
        body.len(),
        policy(target)
    )?;
    if method == "GET" {
        out.write_all(&body)
    } else {
        Ok(())
    }
}

/// The service worker has a policy of its own, which only its answer can carry: it fetches what it
/// keeps from here, and nothing else. The policy of the page stands in the page.
fn policy(target: &str) -> &'static str {
    match target.split(['?', '#']).next() {
        Some("/sw.js") => "Content-Security-Policy: default-src 'none'; connect-src 'self'\r\n",
        _ => "",
    }
}

/// The file that a request target names, or nothing if it names none of this folder.
fn file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let part = decoded(part)?;
        if part == ".." || part == "." || part.contains(['/', '\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// Text with its `%xx` replaced.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut plain = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            plain.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            plain.push(byte);
        }
    }
    String::from_utf8(plain).ok()
}

/// The media type by the ending of a file. Browsers insist on those of scripts and wasm.
fn kind(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "toml" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::respond;
    use std::path::{Path, PathBuf};

    /// The answer to a request for something of this crate's folder.
    fn answer(request: &str) -> String {
        let mut out = Vec::new();
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        assert!(respond(request, &folder, &mut out).is_ok());
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn serves_a_file_with_its_media_type() {
        let got = answer("GET /js/sizes.mjs?x=1 HTTP/1.1");
        assert!(got.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/javascript"));
        assert!(got.contains("brotliCompressSync"));
    }

    #[test]
    fn head_has_no_body() {
        let got = answer("HEAD /js/sizes%2Emjs HTTP/1.1");
        assert!(got.starts_with("HTTP/1.1 200 OK") && got.ends_with("\r\n\r\n"));
    }

    #[test]
    fn nothing_outside_the_folder_is_found() {
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../Cargo.toml")
                .is_file()
        );
        let outside = [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "Cargo.toml",
        ];
        for target in outside.into_iter().chain(["/js", "/none", "/%", "/%ff"]) {
            let got = answer(&format!("GET {target} HTTP/1.1"));
            assert!(got.starts_with("HTTP/1.1 404"), "{target}");
        }
    }

    #[test]
    fn other_methods_and_nonsense_are_refused() {
        for request in ["POST / HTTP/1.1", "", "GET"] {
            assert!(answer(request).starts_with("HTTP/1.1 40"), "{request}");
        }
    }
}
