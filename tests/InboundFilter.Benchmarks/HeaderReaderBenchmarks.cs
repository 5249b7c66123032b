using System.Text;
using BenchmarkDotNet.Attributes;
using InboundFilter.Mail.Message;

namespace InboundFilter.Benchmarks;

/// <summary>A header section of a usual size: splitting it into fields, and reading all that a filter asks of them.</summary>
[MemoryDiagnoser]
public class HeaderReaderBenchmarks
{
    private byte[] _section = [];

    [GlobalSetup]
    public void Write()
    {
        var text = new StringBuilder();
        for (int hop = 0; hop < 6; hop++)
        {
            text.Append("Received: from mail.example.org (mail.example.org [192.0.2.7])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n")
                .Append("\tby mx.example.test (Postfix) with ESMTPS id 4F2D81A0B3\r\n\tfor <joe@example.test>; Tue, 1 Jul 2003 10:52:37 +0200 (CEST)\r\n");
        }

        text.Append("DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=k; h=from:to:subject;\r\n bh=").Append('x', 44).Append(";\r\n b=").Append('y', 340).Append("\r\n")
            .Append("Date: Tue, 1 Jul 2003 10:52:37 +0200\r\nFrom: =?utf-8?Q?J=C3=B8rgen?= Doe <joergen@example.org>\r\nTo: \"Doe, Joe\" <joe@example.test>, jane@example.test\r\n")
            .Append("Subject: =?utf-8?B?").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes("Blåbærgrød til alle"))).Append("?=\r\nMessage-ID: <20030701085237.1@example.org>\r\n")
            .Append("References: <1@example.org> <2@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"----=_Part_1\"\r\n")
            .Append("List-Id: News <news.example.org>\r\nList-Unsubscribe: <https://example.org/u?x=1>, <mailto:u@example.org>\r\n\r\n");
        _section = Encoding.ASCII.GetBytes(text.ToString());
        Console.WriteLine($"// section: {_section.Length} octets");
    }

    [Benchmark(Baseline = true)]
    public int Split() => MessageHeader.Read(_section, HeaderLimits.Default).Fields.Count;

    [Benchmark]
    public int CollectAndSplit()
    {
        var collector = new HeaderCollector(HeaderLimits.Default);
        collector.Append(_section);
        return collector.Read().Fields.Count;
    }

    [Benchmark]
    public int SplitAndReadFields()
    {
        var fields = new MessageFields(MessageHeader.Read(_section, HeaderLimits.Default), FieldLimits.Default);
        return fields.Received.Count + fields.References.Count + fields.ListUnsubscribe.Count + fields.Faults.Count + (fields.Subject?.Length ?? 0);
    }
}
