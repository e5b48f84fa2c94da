import Foundation
import Models
import Support
import Testing
import Wire

@Suite("What golden files cover")
struct CoverageTests {
    private let files: [GoldenFile]

    init() throws { files = try Golden.files() }

    @Test func `every kind of write has a file`() {
        #expect(Set(values(Write.self).map(WriteCase.init)) == Set(WriteCase.allCases))
    }

    @Test func `every kind of change has a file`() {
        #expect(Set(values(Change.self).map(ChangeCase.init)) == Set(ChangeCase.allCases))
    }

    @Test func `every action has a file`() {
        #expect(Set(values(LogEntry.self).map(\.action).map(ActionCase.init)) == Set(ActionCase.allCases))
    }

    @Test func `every outcome has a file`() {
        #expect(Set(values(Outcome.self).map(OutcomeCase.init)) == Set(OutcomeCase.allCases))
    }

    @Test func `every word of every list is in a file`() throws {
        let words = try Set(files.flatMap { try $0.tree().parts.map(\.part) })
        let all =
            Visibility.allCases.map(\.rawValue) + RecordOwner.allCases.map(\.rawValue) + KeyPurpose.allCases.map(\.rawValue)
            + DeviceKind.allCases.map(\.rawValue) + SealPhase.allCases.map(\.rawValue) + BoxKind.allCases.map(\.rawValue)
        #expect(all.filter { !words.contains(.text($0)) } == [])
    }

    @Test func `every route is listed, and stays`() throws {
        let listed = try WireJSON.decode([String: String].self, from: file("routes").read())
        #expect(Set(Route.allCases.map(\.rawValue)).isSuperset(of: listed.keys))
        for route in Route.allCases { #expect(listed[route.rawValue] == (route.isPosted ? "POST" : "GET")) }
    }

    @Test func `the version that the programs state is the one in the paths`() {
        for route in Route.allCases where route != .health && route != .ready {
            #expect(route.rawValue.hasPrefix("/v\(Release.protocolVersion)/"))
        }
    }

    @Test func `every error code is listed once, and stays`() throws {
        let listed = try WireJSON.decode([ErrorCode].self, from: file("error-codes").read())
        #expect(listed == ErrorCode.declared)
        #expect(Set(listed).count == listed.count)
        #expect(listed.count > 40)
    }

    /// There's one type per file, named after it, so the file names are the type names.
    @Test func `every wire type, and every model that travels, is part of a file`() throws {
        var met: Set<String> = []
        for file in files { collect(file.value, into: &met) }
        let travelling = [
            "LogEntry", "LogAction", "DeviceCard", "KeyGrant", "SealedKey", "Record", "RecordHeader", "Opening", "Stamp",
        ]
        let notSent = ["WireJSON", "Route", "EncodedSize", "PlainReader", "PlainWriter"]
        let types = try sourceNames(of: "Shared/Wire").filter { !notSent.contains($0) } + travelling
        #expect(types.count > 30)
        #expect(types.filter { !met.contains($0) } == [])
    }

    private func values<Value>(_ type: Value.Type) -> [Value] { files.compactMap { $0.value as? Value } }

    private func file(_ name: String) throws -> GoldenFile { try #require(files.first { $0.name == name }) }

    private func collect(_ value: Any, into names: inout Set<String>) {
        names.insert("\(type(of: value))")
        for child in Mirror(reflecting: value).children { collect(child.value, into: &names) }
    }

    private func sourceNames(of folder: String) throws -> [String] {
        let folder = GoldenFolder.repository.appending(path: folder).path(percentEncoded: false)
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
            .map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    }
}
