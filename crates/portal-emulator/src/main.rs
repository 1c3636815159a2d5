//! `portal-emulator`: a Bitrix24 portal on loopback.

use std::{io::Write, process::ExitCode};

use portal_emulator::{
    Emulator, Options,
    cli::{self, Command, USAGE},
};

#[tokio::main]
async fn main() -> ExitCode {
    match cli::parse(std::env::args().skip(1)) {
        Ok(Command::Help) => {
            print(USAGE);
            ExitCode::SUCCESS
        }
        Ok(Command::Run(options)) => run(*options).await,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

async fn run(options: Options) -> ExitCode {
    let emulator = match Emulator::start(options).await {
        Ok(emulator) => emulator,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let addresses = serde_json::json!({
        "portal": emulator.portal(),
        "app": emulator.app(),
        "control": emulator.control(),
    });
    print(&format!("{addresses}\n"));
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("Ctrl+C cannot be waited for: {error}");
        return ExitCode::FAILURE;
    }
    emulator.stop().await;
    ExitCode::SUCCESS
}

/// Standard output may be closed; the emulator runs on.
fn print(text: &str) {
    let mut output = std::io::stdout();
    let _ = output.write_all(text.as_bytes()).and_then(|()| output.flush());
}
