package import Hummingbird
package import NIOCore

/// The context of a request.
package struct ExchangeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The other end of the connection: a caller or a proxy.
    package var peer: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }
}
