using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using InboundFilter.Benchmarks.Fakes;
using InboundFilter.Mail;
using InboundFilter.Mail.Message;
using InboundFilter.Mail.Signatures;

namespace InboundFilter.Benchmarks;

/// <summary>Verifying one DKIM signature (RSA of 2048 bits) of a message that comes in pieces as SMTP brings it; reading the header is included.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    private const int Piece = 16 << 10;

    private readonly RSA _rsa = RSA.Create(2048);
    private byte[] _header = [];
    private byte[] _body = [];
    private SignatureVerifier? _verifier;

    [Params(10_000, 1_000_000)]
    public int Octets { get; set; }

    /// <summary>Relaxed text has lines that stay as they are; indented has lines that relaxed canonicalization must change.</summary>
    [Params("simple", "relaxed", "relaxed, indented", "none")]
    public string Body { get; set; } = "simple";

    [GlobalSetup]
    public async Task Sign()
    {
        bool isIndented = Body.EndsWith("indented", StringComparison.Ordinal);
        string line = (isIndented ? "        " : "Words of ") + "a text, as mail has it, in lines of some seventy octets or so.";
        int lines = Octets / (line.Length + 2);
        _body = Lines(line, lines);
        byte[] canonical = Lines(isIndented ? line.Replace("        ", " ", StringComparison.Ordinal) : line, lines);

        string form = Body.Split(',')[0];
        string tags = $"v=1; a=rsa-sha256; c=relaxed/{form}; d=example.net; s=s1; h=from:subject; bh={Convert.ToBase64String(SHA256.HashData(canonical))}; b=";
        byte[] signed = Encoding.ASCII.GetBytes($"from:a@example.net\r\nsubject:news\r\ndkim-signature:{tags}");
        string signature = Convert.ToBase64String(_rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        string field = form == "none" ? string.Empty : $"DKIM-Signature: {tags}{signature}\r\n";
        _header = Encoding.ASCII.GetBytes($"{field}Received: by mx.example.org\r\nFrom: a@example.net\r\nSubject: news\r\n\r\n");
        _verifier = new SignatureVerifier(
            new KeyDns($"v=DKIM1; p={Convert.ToBase64String(_rsa.ExportSubjectPublicKeyInfo())}"), TimeProvider.System, new SignatureOptions());

        bool passes = await Verify();
        if (passes != (form != "none"))
        {
            throw new InvalidOperationException("The benchmark measures something else.");
        }
    }

    [Benchmark]
    public async Task<bool> Verify()
    {
        using var verification = _verifier!.Begin(MessageHeader.Read(_header, HeaderLimits.Default), CancellationToken.None);
        for (int at = 0; at < _body.Length; at += Piece)
        {
            verification.Append(_body.AsSpan(at, Math.Min(Piece, _body.Length - at)));
        }

        var results = await verification.CompleteAsync(CancellationToken.None);
        return results.Dkim is [{ Result: AuthResult.Pass }];
    }

    [GlobalCleanup]
    public void Dispose() => _rsa.Dispose();

    private static byte[] Lines(string line, int count) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line + "\r\n", count)));
}
