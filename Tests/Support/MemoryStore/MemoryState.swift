import Models
import ServerCore

/// Everything a `MemoryStore` holds, as one value. A copy is a snapshot.
package struct MemoryState: Hashable, Sendable {
    var secrets: [String: Bytes] = [:]
    var couples: [CoupleID: MemoryCouple] = [:]
    var boxes: [Locator: BoxRow] = [:]
    var tokens: [TokenHash: TokenRow] = [:]

    package init() {}
}
