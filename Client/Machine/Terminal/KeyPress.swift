/// The result of waiting for a key.
package enum KeyPress: Hashable, Sendable {
    /// The first byte that the key sends.
    case pressed(UInt8)
    case timedOut
    /// The process was suspended and continues: show the prompt for the key again.
    case resumed
    /// No key can be pressed: the input has ended.
    case ended
}
