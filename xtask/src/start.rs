//! Building everything and serving the page on this machine.

use std::net::{Ipv4Addr, TcpListener};

use crate::project::Project;
use crate::{Command, Outcome, pages, say, server, setup, wasm};

/// `cargo xtask start`
pub(crate) const COMMAND: Command = Command {
    name: "start",
    arguments: "[--port N]",
    about: "build everything and serve the page on this machine",
    run,
};

/// The port without `--port`, and how many after it are tried when it is taken.
const PORT: u16 = 4173;
const MORE_PORTS: u16 = 20;

fn run(project: &Project, arguments: &[String]) -> Outcome {
    // First the port: to hear after some minutes of building that it is taken is late.
    let listener = listen(port(arguments)?)?;
    setup::node::engine()?;
    wasm::build(project)?;
    pages::build(project)?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("no address to serve on: {error}"))?;
    say(format_args!(
        "\nDomeinwijzer: http://localhost:{}/  (Ctrl-C stops)",
        address.port()
    ));
    server::serve(&listener, &project.dist())
}

/// The port that was asked for, if one was.
fn port(arguments: &[String]) -> Outcome<Option<u16>> {
    let words: Vec<&str> = arguments.iter().flat_map(|word| word.split('=')).collect();
    match words.as_slice() {
        [] => Ok(None),
        ["--port", number] => match number.parse() {
            Ok(port) => Ok(Some(port)),
            Err(_) => Err(format!("`{number}` is not a port")),
        },
        _ => Err(format!(
            "unknown arguments `{}`; use --port N",
            arguments.join(" ")
        )),
    }
}

/// Takes the port that was asked for, or else the first free one from [`PORT`] on.
fn listen(asked: Option<u16>) -> Outcome<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = asked {
        return bind(port).map_err(|error| format!("port {port} cannot be used: {error}"));
    }
    (PORT..=PORT + MORE_PORTS)
        .find_map(|port| bind(port).ok())
        .ok_or_else(|| {
            format!(
                "ports {PORT} to {} are taken; use --port N",
                PORT + MORE_PORTS
            )
        })
}

#[cfg(test)]
mod tests {
    use super::{listen, port};

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn reads_the_port() {
        assert_eq!(port(&words("")), Ok(None));
        assert_eq!(port(&words("--port 8080")), Ok(Some(8080)));
        assert_eq!(port(&words("--port=8080")), Ok(Some(8080)));
        for wrong in ["--port", "--port x", "--port 70000", "8080", "--port 1 2"] {
            assert!(port(&words(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_taken_port_is_an_error_only_when_asked_for() {
        let Ok(first) = listen(None) else { return };
        let taken = first
            .local_addr()
            .map(|address| address.port())
            .unwrap_or_default();
        assert!(listen(Some(taken)).is_err());
        assert!(listen(None).is_ok());
    }
}
