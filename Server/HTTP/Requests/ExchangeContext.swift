package import Hummingbird
package import NIOCore

/// What is known of a request beside the request.
package struct ExchangeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The other end of the connection: a caller, or a proxy.
    package var peer: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }
}
