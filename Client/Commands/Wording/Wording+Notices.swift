package import ClientCore

extension Wording {
    /// What a partner is told once. `partner`: their partner's name.
    ///
    /// - Parameter count: how often it happened.
    package static func notice(_ notice: Notice, count: Int = 1, partner: String?) -> String {
        switch notice {
        case .superseded(let prompt):
            "A later version of \(what(prompt, "something you wrote")) came from another of your machines. "
                + "Yours is kept: `twofold history \(prompt ?? "PROMPT")`."
        case .locked(let prompt):
            "A change to \(what(prompt, "an answer")) came after you had both sealed it, so the answer stays as it was. "
                + "Your words are kept: `twofold history \(prompt ?? "PROMPT")` numbers them, "
                + "and `twofold reflect \(prompt ?? "PROMPT") --version N` says them under it, once it is open."
        case .notBelieved(let what, _) where count > 1:
            "The server handed over \(count) things that are not genuine (\(SafeText.line(what))). None of them was believed. "
                + "They are asked for again; `twofold doctor` says more."
        case .notBelieved(let what, let prompt):
            "The server handed over something that is not genuine (\(SafeText.line(what)))"
                + "\(prompt.map { " for \(SafeText.line($0))" } ?? ""). It was not believed."
        case .serverWentBack: "The server went back to an earlier state. Everything kept here was offered to it again."
        case .foundedAgain: "The server no longer knew the two of you. You were registered again, with everything kept here."
        case .partnerJoined: "\(partnerFirst(partner)) has joined you. `twofold fingerprint` shows what the two of you compare."
        case .partnerLeft: "\(partnerFirst(partner)) has left. What opened stays readable here; nothing new can be sealed or sent."
        case .deviceAdded(let device): "A new device was added: \(device.short). `twofold devices` lists them."
        case .heldBack(let prompt):
            "The server closed \(what(prompt, "a round")) with a version that you had taken back or replaced. It is not opened."
        case .partnerChanged(let prompt):
            "After the server went back, the other answer to \(what(prompt, "a prompt")) is another than the one yours was opened for. "
                + "Yours is not opened again unless you say so: `twofold seal \(prompt ?? "PROMPT")`."
        case .pairReplaced(let prompt):
            "After the server went back, other answers to \(what(prompt, "a prompt")) stand now. "
                + "Those you had read are kept: `twofold history \(prompt ?? "PROMPT")`."
        case .needsNewerVersion(let prompt):
            "Something\(prompt.map { " for \(SafeText.line($0))" } ?? "") was written with a newer version of twofold, "
                + "and can't be read on this device yet. Nothing is lost: update twofold here to read it."
        case .notAnAnswer(let prompt):
            "What \(partnerName(partner)) sealed for \(what(prompt, "a prompt")) isn't an answer, so there is nothing to show."
        case .refused(let code, let prompt):
            "The server does not take \(what(prompt, "something that you did")). \(refusal(code)) It is kept here."
        }
    }

    private static func what(_ prompt: String?, _ otherwise: String) -> String { prompt.map(SafeText.line) ?? otherwise }
}
