import Foundation
import ProgramSupport
import Subprocess
import Testing
import Wire

extension RealPrograms {
    /// Requires what `Scripts/python-env` installs.
    @Suite(
        "Requests made from the description",
        .enabled(if: Schemathesis.isWanted, "make openapi runs it, with schemathesis from PyPI"))
    struct SchemathesisTests {
        @Test
        func `whatever is asked of the server as its own description has it, the reply is described, and never a failure`()
            async throws
        {
            let ended = try await LiveServer().serving { server in
                let (ada, _) = try await WireDevice.couple(at: server.caller, seed: 1)
                return try await Schemathesis.run(at: server.url, token: ada.token)
            }
            #expect(ended.isGood, "\(ended.output)\(ended.errors)")
            print(Schemathesis.figures(in: ended.output))
        }
    }
}
