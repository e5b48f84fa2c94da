package import Models
package import Wire

/// One exchange as an observer on the wire would see it.
package struct TranscriptLine: Hashable, Sendable {
    package let route: Route
    package let request: Bytes
    package let status: Int
    package let reply: Bytes
}
