/// What came of waiting for a key.
package enum KeyPress: Hashable, Sendable {
    /// The first octet that the key sends.
    case pressed(UInt8)
    case timedOut
    /// Nobody can press any: the input is at its end.
    case ended
}
