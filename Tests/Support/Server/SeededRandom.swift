package import Models
import Synchronization

/// Random-looking bytes that are the same in every run.
package final class SeededRandom: Sendable {
    private let state: Mutex<UInt64>

    package init(seed: UInt64) { state = Mutex(seed) }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    package func number() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    package func bytes(_ count: Int) -> Bytes {
        var bytes: Bytes = []
        while bytes.count < count { withUnsafeBytes(of: number()) { bytes.append(contentsOf: $0) } }
        return Bytes(bytes.prefix(count))
    }

    package func value<Value: FixedBytes>(_ type: Value.Type = Value.self) -> Value {
        Value(validated: bytes(Value.byteCount))
    }
}
