import Models
import Support
import Vault

extension RandomSource {
    /// Bytes that are the same in every run.
    init(seed: UInt64) {
        let random = SeededRandom(seed: seed)
        self.init { random.bytes($0) }
    }
}
