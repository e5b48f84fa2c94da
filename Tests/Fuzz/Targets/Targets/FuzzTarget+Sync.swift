import FoundationEssentials
import Models
import Wire

extension FuzzTarget {
    /// All of a server's decisions: two devices with real keys do what the input says. JSON is sent unchanged.
    static let sync = FuzzTarget("sync", longest: 1024) { input in
        let scene = try SyncScene()
        if let request = try? WireJSON.decode(SyncRequest.self, from: Data(input)) { return try scene.send(request) }
        var decisions = FuzzInput(input)
        for _ in 0..<32 where !decisions.isAtEnd { try scene.step(&decisions) }
    }
}
