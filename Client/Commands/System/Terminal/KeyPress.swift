/// What came of waiting for a key.
package enum KeyPress: Hashable, Sendable {
    /// The first octet that the key sends.
    case pressed(UInt8)
    case timedOut
    /// The process was stopped and goes on: what the key was asked for is to be shown again.
    case resumed
    /// Nobody can press any: the input is at its end.
    case ended
}
