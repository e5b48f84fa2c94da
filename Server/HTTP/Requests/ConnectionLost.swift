/// A request that did not arrive whole, or is no HTTP. Nobody is there to read a reply.
struct ConnectionLost: Error {
    let cause: any Error
}
