package import ClientCore

extension Wording {
    /// One thing that `doctor` looked at, and what to do about it where there is something to do.
    package static func finding(_ finding: Finding) -> Diagnosis {
        let isFine = finding.level == .fine
        return switch finding.subject {
        case .home:
            Diagnosis(finding.level, "home", isFine ? "The home is readable." : "The home is not readable.")
        case .server(let address):
            Diagnosis(finding.level, "server", "The server is \(SafeText.line(address.url)), \(trust(address)).")
        case .reachable(nil): Diagnosis(finding.level, "reachable", "The server answers.")
        case .reachable(let error?): reachable(finding.level, error)
        case .clock(let ahead): clock(finding.level, ahead)
        case .membership(let phase): membership(finding.level, phase)
        case .pending(let count):
            Diagnosis(
                finding.level, "pending",
                count == 0 ? "Nothing waits to be sent." : "\(Self.count(count, "change waits", "changes wait")) to be sent.",
                next: count == 0 ? nil : "`twofold sync`")
        case .refused(let count):
            Diagnosis(
                finding.level, "refused",
                count == 0
                    ? "The server refused nothing."
                    : "The server refuses \(Self.count(count, "change", "changes")). They are kept here.",
                next: count == 0 ? nil : "`twofold sync` tries again and says why.")
        case .kit(let exists):
            Diagnosis(
                finding.level, "kit", exists ? "There is a recovery kit." : "There is no recovery kit.",
                next: exists ? "`twofold kit --check` checks the one that you keep." : "`twofold kit` makes one.")
        case .waitingForOpenings(let count):
            Diagnosis(
                finding.level, "openings",
                count == 0
                    ? "Nothing that both have sealed waits to open."
                    : "\(Self.count(count, "round", "rounds")) that both have sealed \(count == 1 ? "waits" : "wait") to open.",
                next: count == 0 ? nil : "They open once both of you have synced again.")
        case .keys(let missing):
            Diagnosis(
                finding.level, "keys",
                missing == 0 ? "All keys are here." : "\(Self.count(missing, "key is", "keys are")) missing.",
                next: missing == 0 ? nil : "`twofold sync` on this machine, and on another of yours.")
        }
    }

    /// What lies wrong in the file system.
    package static func flaw(_ flaw: HomeFlaw) -> Diagnosis {
        switch flaw {
        case .openToOthers(let path):
            Diagnosis(.problem, "modes", "Others on this machine can read or write \(path).", next: "`chmod go= '\(path)'`")
        case .damaged:
            Diagnosis(
                .problem, "damaged", "The file of this home is damaged.",
                next: "Keep a copy. Another of your machines, or the kit, brings everything back into a new TWOFOLD_HOME.")
        case .leftBehind(let prompt, let path):
            Diagnosis(
                .note, "left_behind", "An editor that ended early left words in \(path).",
                next: "`twofold answer \(SafeText.line(prompt))` goes on from there.")
        }
    }

    private static func trust(_ address: ServerAddress) -> String {
        switch address.trust {
        case _ where !address.isSecure: "on this very machine"
        case .authority: "known by an authority that this machine trusts"
        case .pin: "known by its pin"
        case .unverifiedForBox: "not known"
        }
    }

    private static func reachable(_ level: Finding.Level, _ error: ClientError) -> Diagnosis {
        let failure = failure(error)
        return Diagnosis(level, failure.code, failure.message, next: failure.next)
    }

    private static func clock(_ level: Finding.Level, _ ahead: Int64) -> Diagnosis {
        let seconds = Int(ahead.magnitude / 1000)
        guard level != .fine, seconds > 0 else { return Diagnosis(level, "clock", "This machine's clock and the server's agree.") }
        return Diagnosis(
            level, "clock",
            "This machine's clock is \(count(seconds, "second", "seconds")) \(ahead > 0 ? "ahead of" : "behind") the server's.",
            next: "Nothing is lost by it; setting the clock right keeps times readable.")
    }

    private static func membership(_ level: Finding.Level, _ phase: MembershipPhase) -> Diagnosis {
        switch phase {
        case .waiting:
            Diagnosis(level, "waiting", "Nobody has joined you yet.", next: "`twofold invite` makes a code for your partner.")
        case .paired: Diagnosis(level, "paired", "You are paired.")
        case .partnerLeft:
            Diagnosis(level, "partner_left", "Your partner has left.", next: "`twofold leave` puts this couple away.")
        case .left: Diagnosis(level, "you_left", "You have left.", next: "`twofold leave` puts this couple away.")
        case .removed:
            Diagnosis(
                level, "device_removed", "Another of your machines has removed this one.",
                next: "A code of `twofold link` lets a new TWOFOLD_HOME in.")
        }
    }
}
