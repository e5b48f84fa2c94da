extension Messages {
    /// The recovery kit on paper. Whoever reads it has lost a computer, and perhaps remembers little of all this.
    package enum KitPage {
        static let title = "Recovery kit for Twofold"
        static let symbol = "The code below, for a camera"
        static let what =
            "This sheet brings back everything you and your partner have written with Twofold, if every computer of yours is lost."
        static let toDo = "When you need it"
        static let steps = [
            "Install Twofold on another computer.",
            "Run: twofold recover",
            "Type the code, or scan it and paste it. Capital letters, spaces and hyphens don't matter.",
            "This kit keeps working. If someone may have seen it, make a new one: twofold kit --new. Then this one stops working.",
        ]
        static let care =
            "Keep it where only you can find it: whoever has this sheet can read everything you can. To check that it still works: "
            + "twofold kit --check"

        static func made(_ date: String) -> String { "Made on \(date)" }

        package static func written(_ path: String) -> String {
            "Your recovery kit is in \(path), readable by you alone. Open it in a browser and print it; then delete the file."
        }

        package static func unwritable(_ path: String) -> CommandError {
            CommandError(
                "file_unwritable", "\(SafeText.line(path)) can't be written, so no kit was made.",
                next: "Choose another file with --print.")
        }

        /// The kit exists by now, so its code is shown all the same.
        package static func unwritten(_ path: String) -> String {
            "\(path) can't be written, so here is your kit: copy it onto paper."
        }
    }
}
