/// How much is collected in memory before anything of it can be verified: two logs and the keys of many years, and no more.
struct UnverifiedRoom {
    private var left = 20_000
    private var bytesLeft = 32 * 1024 * 1024

    /// - Parameter bytes: of one entry or grant, as JSON.
    /// - Throws: `endlessReplies` where there is no room left.
    mutating func take(_ bytes: Int) throws(ClientError) {
        left -= 1
        bytesLeft -= bytes
        guard left >= 0, bytesLeft >= 0 else { throw .endlessReplies }
    }
}
