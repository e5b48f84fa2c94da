import Foundation
import FuzzTargets
import Models
import Support
import TestTraits
import Testing

@Suite("Inputs of the fuzz targets", .onOwnThreads)
struct ReplayTests {
    @Test(arguments: FuzzTarget.all) func `seeds, and inputs that once broke a promise, break none`(_ target: FuzzTarget) throws {
        let inputs = try SeedFolder.inputs(of: target)
        #expect(!inputs.isEmpty)
        for input in inputs {
            do { try target.run(input.octets) } catch { throw FuzzFailure("\(input.name): \(error)") }
        }
    }

    @Test func `every folder of seeds has its target`() throws {
        #expect(try SeedFolder.names().subtracting(FuzzTarget.all.map(\.name)) == [])
    }
}
