import Models
import Support
import Vault

extension Sample {
    static func keys(_ seed: UInt64) throws -> DeviceKeys { try DeviceKeys(random: RandomSource(seed: seed)) }

    static func secret(_ seed: UInt64) -> SecretKey { SecretKey(random: RandomSource(seed: seed)) }

    static func code(
        _ kind: CodeKind = .invitation, host: String = "twofold.example", port: Int = 8443, path: String = "", plain: Bool = false,
        pinned: Bool = true,
        seed: UInt64 = 1
    ) -> PaperCode {
        PaperCode(
            kind: kind, host: host, port: port, path: ServerPath(parsing: path) ?? .root, isPlain: plain, isPinned: pinned,
            random: RandomSource(seed: seed))
    }
}
