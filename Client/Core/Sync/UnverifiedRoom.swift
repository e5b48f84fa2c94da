/// Limits what is collected in memory before it can be verified: enough for two logs and many years' keys, and no more.
struct UnverifiedRoom {
    private var left = 20_000
    private var bytesLeft = 32 * 1024 * 1024

    /// - Parameter bytes: the size of one entry or grant, as JSON.
    /// - Throws: `endlessReplies` if there's no room left.
    mutating func take(_ bytes: Int) throws(ClientError) {
        left -= 1
        bytesLeft -= bytes
        guard left >= 0, bytesLeft >= 0 else { throw .endlessReplies }
    }
}
