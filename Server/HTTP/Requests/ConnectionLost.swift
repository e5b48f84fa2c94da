/// A request that didn't arrive completely or isn't HTTP. No caller is left to read a reply.
struct ConnectionLost: Error {
    let cause: any Error
}
