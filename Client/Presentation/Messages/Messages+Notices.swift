import Catalogue
package import ClientCore

extension Messages {
    package enum Notices {
        /// A notice, shown to a partner once.
        ///
        /// - Parameters:
        ///   - count: how often it happened.
        ///   - partner: the name of their partner.
        package static func notice(_ notice: Notice, count: Int = 1, partner: String?) -> String {
            switch notice {
            case .superseded(let prompt):
                "A later version of \(what(prompt, "something you wrote")) came from another of your devices. "
                    + "Yours is kept: `twofold history \(name(prompt))`."
            case .locked(let prompt):
                "A change to \(what(prompt, "an answer")) came after you'd both sealed it, so the answer stays as it was. "
                    + "Your words are safe: `twofold history \(name(prompt))` numbers them, and `twofold reflect "
                    + "\(name(prompt)) --version N` says them under it, once it's revealed."
            case .notBelieved("answer", let prompt):
                "The server sent another answer to \(what(prompt, "a question")) than the one that belongs with yours. "
                    + "It wasn't used."
            case .notBelieved("removed", _):
                "\(count > 1 ? "\(count) things were" : "Something was") signed by a device that had already been "
                    + "removed. That doesn't count here. "
                    + "`twofold doctor` says more."
            case .sealedByRemoved(let prompt):
                "Your answer to \(what(prompt, "a question")) was sealed on a device that you had removed, so it "
                    + "doesn't count here. The next round has "
                    + "started: `twofold answer \(prompt)`."
            case .takenBack(let prompt):
                "\(partnerFirst(partner)) took back a question that you had answered. Your answer is a draft again: "
                    + "`twofold show \(prompt)`."
            case .partnerSealedByRemoved(let prompt):
                "\(partnerFirst(partner)) removed the device that sealed the other answer to "
                    + "\(what(prompt, "a question")), so it stays "
                    + "closed. The next round has started, with your words as its draft: `twofold answer \(prompt)`."
            case .notBelieved(let what, _) where count > 1:
                "The server sent \(count) things that aren't genuine (\(SafeText.line(what))). None of them was "
                    + "used. Twofold asks for them again; `twofold doctor` says more."
            case .notBelieved(let what, let prompt):
                "The server sent something that isn't genuine "
                    + "(\(SafeText.line(what)))\(prompt.map { " for \($0)" } ?? ""). It wasn't used."
            case .serverWentBack: "The server went back to an earlier state. Everything kept here was offered to it again."
            case .foundedAgain: "The server no longer knew the two of you. You're registered again, with everything kept here."
            case .partnerJoined:
                "\(partnerFirst(partner)) has joined you. Compare fingerprints, to know that no one is intercepting "
                    + "you: `twofold fingerprint`"
            case .partnerLeft:
                "\(partnerFirst(partner)) has left. What was revealed stays readable here; nothing new can be sealed or sent."
            case .deviceAdded(let device): "A new device was added: \(device.short). `twofold devices` lists them."
            case .heldBack(let prompt):
                "The server closed \(what(prompt, "a round")) with a version you had taken back or replaced, so it "
                    + "isn't revealed."
            case .partnerChanged(let prompt):
                "After the server went back to an earlier state, the other answer to \(what(prompt, "a question")) "
                    + "isn't the one that yours was revealed for. "
                    + "Yours isn't revealed again unless you say so: `twofold seal \(name(prompt))`."
            case .pairReplaced(let prompt):
                "After the server went back to an earlier state, other answers to \(what(prompt, "a question")) count now. "
                    + "The ones you had read are kept: `twofold history \(name(prompt))`."
            case .needsNewerVersion(let prompt):
                "Something\(prompt.map { " for \($0)" } ?? "") was written with a newer version of twofold, "
                    + "and can't be read on this device yet. Nothing is lost: update twofold here to read it."
            case .notAnAnswer(let prompt):
                "What \(partnerName(partner)) sealed for \(what(prompt, "a question")) isn't an answer, so there's "
                    + "nothing to show."
            case .doesNotOpen(let prompt):
                "What \(deviceOf(partner)) sent doesn't open what it sealed for \(what(prompt, "a question")), so "
                    + "there's nothing to show. "
                    + "\(partnerFirst(partner)) can read yours."
            case .keyDoesNotOpen(isMine: false):
                "\(capitalized(deviceOf(partner))) signed a key for this device that can't be opened. It isn't used."
            case .keyDoesNotOpen(isMine: true):
                "Another of your devices signed a key for this one that can't be opened. It isn't used."
            case .inTheWay(let prompt):
                "\(capitalized(deviceOf(partner))) sent something under a name that something "
                    + "else\(prompt.map { " for \($0)" } ?? "") "
                    + "already has here. It wasn't taken."
            case .offersRefused(let things): "\(Self.offersRefused(things)) `twofold export` has them."
            case .heldByPartner: "\(heldByPartner(partner)) Your change is kept here."
            case .refused(let code, let prompt):
                "The server doesn't take \(what(prompt, "something you did")). \(Network.refusal(code)) It's safe here."
            }
        }

        /// Within a sentence.
        static func deviceOf(_ partner: String?) -> String { "\(Findings.possessive(partner)) device" }

        static func heldByPartner(_ partner: String?) -> String {
            "\(capitalized(deviceOf(partner))) wrote your shared settings in a way that only it can change."
        }

        static func offersRefused(_ things: [KeptThing]) -> String {
            let number = things.count == 1 ? "1 thing" : "\(things.count) things"
            return
                "The server lost \(number) of yours and doesn't take \(things.count == 1 ? "it" : "them") back: \(some(things.map(named))). "
                + "Something else has that place there now. What's kept here stays here."
        }

        private static func named(_ thing: KeptThing) -> String {
            let about = thing.prompt.map { " " + PromptNames.ids[$0] } ?? ""
            return switch thing.kind {
            case .answer: "the answer to" + about
            case .draft: "the draft for" + about
            case .skip: "that you skipped" + about
            case .reflection: "a reflection on" + about
            case .reaction: "the reaction under" + about
            case .prompt: "the question" + about
            case .name: "your name"
            case .device: "the name of a device"
            case .schedule: "the settings of the two of you"
            case .focus: "what your check-ins say weighs on you both"
            case .deck: "a deck"
            case .pledge: "a pledge"
            case .keptPledge: "that a pledge was kept"
            case .archive: "something you imported"
            case .other: "something that can't be named"
            }
        }

        static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

        private static func what(_ prompt: PromptID?, _ otherwise: String) -> String {
            prompt.map { PromptNames.ids[$0] } ?? otherwise
        }

        /// As an argument in a command.
        private static func name(_ prompt: PromptID?) -> String { prompt.map { PromptNames.ids[$0] } ?? placeholder }
    }
}
