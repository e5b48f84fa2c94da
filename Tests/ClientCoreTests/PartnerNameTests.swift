import ClientCore
import FoundationEssentials
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("What the partner likes to be called", .onOwnThreads)
struct PartnerNameTests {
    @Test func `is kept here, and follows when it changes`() throws {
        let couple = try TestPair()
        #expect(try couple.ada.membership.partnerName == "Ben")
        try couple.ben.client.set(.name, to: "Benjamin")
        try couple.ben.sync()
        try couple.ada.sync()
        #expect(try couple.ada.membership.partnerName == "Benjamin")
        #expect(try couple.ada.client.status().partner == "Benjamin")
    }

    @Test func `is found in a home of before it was kept, and kept from then on`() throws {
        let couple = try TestPair()
        var membership = try couple.ada.membership
        membership.partnerName = nil
        membership.partnerNameVersion = nil
        let former = try WireJSON.encode(membership)
        #expect(!String(decoding: former, as: UTF8.self).contains("partnerName"))
        try couple.ada.store.write {
            try $0.setValue(Bytes(former), for: "membership")
            try $0.setValue(nil, for: "expected-for")
        }
        #expect(try couple.ada.client.status().partner == "Ben")
        _ = try couple.ben.client.ask("Where to?")
        try couple.ben.sync()
        try couple.ada.sync()
        #expect(try couple.ada.membership.partnerName == "Ben")
    }

    @Test(arguments: [60, -60])
    func `of several records with a name the latest counts, in whatever order they come`(secondsApart: Int64) throws {
        let couple = try TestPair()
        couple.world.time.advance(seconds: 600)
        try couple.deliver([#"{"name":{"name":"First"}}"#, #"{"name":{"name":"Second"}}"#], secondsApart: secondsApart)
        try couple.ada.sync()
        #expect(try couple.ada.client.status().partner == (secondsApart > 0 ? "Second" : "First"))
    }
}
