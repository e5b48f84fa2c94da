import Models

/// What one caller sends, and what each reply must contain.
struct Script: Sendable {
    let requests: [PreparedRequest]
    /// Begin again where the requests are used up.
    let repeats: Bool
    let expected: Bytes
    /// Replies carry the cursors of the next request.
    let hasCursors: Bool
}
