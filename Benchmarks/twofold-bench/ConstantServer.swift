import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// An HTTP server of the same libraries as ours that always gives the same answer: what HTTP costs on this computer.
enum ConstantServer {
    /// Prints the address as `twofold-server` does, and serves until it's killed.
    static func run() async throws {
        var logger = Logger(label: "twofold-bench")
        logger.logLevel = .critical
        let responder = CallbackResponder<BasicRequestContext> { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"alive"}"#)))
        }
        let application = Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { Report.say("listening on http://127.0.0.1:\($0.localAddress?.port ?? 0)") }, logger: logger)
        try await application.runService(gracefulShutdownSignals: [])
    }
}
