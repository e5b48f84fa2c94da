package import Vault

extension Wording {
    package static func failure(_ error: CodeError) -> Failure {
        let (code, message) =
            switch error {
            case .noAddress: ("code_no_address", "That is no code: a code begins with an address, like example.org:443/.")
            case .unknownCharacter(let character):
                ("code_unknown_character", "No code has a “\(SafeText.line(String(character)))” in it.")
            case .wrongLength: ("code_wrong_length", "Some characters of the code are missing, or there are too many.")
            case .mistyped: ("code_mistyped", "Some character of the code is not as it was printed.")
            }
        return Failure(
            code, message, next: "Compare it with what was printed. Capitals, hyphens and spaces do not matter; nothing was sent.")
    }

    package static func failure(wrongKind kind: CodeKind) -> Failure {
        switch kind {
        case .invitation:
            Failure("code_is_invitation", "That is an invitation, for a partner.", next: "`twofold join` takes it.")
        case .link: Failure("code_is_link", "That is a code that links a machine of your own.", next: "`twofold link -` takes it.")
        case .kit:
            Failure("code_is_kit", "That is a recovery kit.", next: "`twofold recover` takes it; `twofold kit --check` checks it.")
        }
    }

    package static func code(_ error: VaultError) -> String {
        switch error {
        case .notAuthentic: "not_authentic"
        case .keyMissing: "key_missing"
        case .noKey: "no_key"
        case .commitmentBroken: "commitment_broken"
        case .unusableKey: "unusable_key"
        }
    }
}
