<?php
/**
 * Adapter for Agora's PHP code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/php).
 *
 * Debian: apt-get install php-cli
 *
 *     AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey npx accesstoken2-conformance -- php adapter.php
 */

// stdout is for answers only.
ini_set('display_errors', 'stderr');

$agoraTools = getenv('AGORA_TOOLS');
if (!$agoraTools) {
    fwrite(STDERR, "AGORA_TOOLS must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools\n");
    exit(1);
}
require $agoraTools . '/php/src/AccessToken2.php';

class Skip extends Exception
{
}

/** Per service type: its class, and its fields in the order of the constructor's arguments. */
const SERVICES = [
    1 => ['ServiceRtc', ['channelName', 'uid']],
    2 => ['ServiceRtm', ['userId']],
    3 => ['ServiceStreaming', ['channelName', 'account']],
    4 => ['ServiceFpa', []],
    5 => ['ServiceChat', ['userId']],
    6 => ['ServiceFCdn', ['channelName', 'account']],
    7 => ['ServiceApaas', ['roomUuid', 'userUuid', 'role']],
    8 => ['ServiceRtm2', ['userId']],
];

/** A string of the request as bytes. Numbers are returned as they are. */
function in($value)
{
    return is_array($value) ? hex2bin($value['hex']) : $value;
}

function out($value)
{
    return is_string($value) ? ['hex' => bin2hex($value)] : $value;
}

function makeService(array $request)
{
    if (!isset(SERVICES[$request['type']])) {
        throw new Skip("no class for service {$request['type']}");
    }
    [$class, $fields] = SERVICES[$request['type']];
    $service = new $class(...array_map(fn($field) => in($request[$field]), $fields));
    foreach ($request['privileges'] as [$privilege, $seconds]) {
        $service->addPrivilege($privilege, $seconds);
    }
    foreach ($request['permissions'] ?? [] as [$resource, $accesses]) {
        $service->permissions->details[$resource] = [];
        foreach ($accesses as [$access, $names]) {
            $service->permissions->add($resource, $access, array_map('in', $names));
        }
    }
    return $service;
}

function pairs(?array $map, callable $convert): array
{
    return array_map(fn($key) => [$key, $convert($map[$key])], array_keys($map ?? []));
}

function describeService($service): array
{
    $described = [
        'type' => $service->getServiceType(),
        'privileges' => pairs($service->privileges, fn($seconds) => $seconds),
    ];
    foreach (SERVICES[$service->getServiceType()][1] as $field) {
        $described[$field] = out($service->$field);
    }
    if ($service instanceof ServiceRtm2) {
        $names = fn($resources) => array_map('out', $resources);
        $described['permissions'] = pairs($service->permissions->details, fn($accesses) => pairs($accesses, $names));
    }
    return $described;
}

function parseToken(string $text): AccessToken2
{
    $token = new AccessToken2();
    if (!$token->parse($text)) {
        throw new Exception('parse returned false');
    }
    return $token;
}

function answer(array $request)
{
    switch ($request['op']) {
        case 'describe':
            return [
                'name' => 'Agora PHP',
                'version' => getenv('AGORA_TOOLS_VERSION') ?: 'unknown',
                'language' => 'PHP ' . PHP_VERSION,
                'operations' => ['build', 'decode', 'verify'],
                'checks' => [],
            ];
        case 'build':
            $token = new AccessToken2(in($request['appId']), $request['appCertificate'], $request['expiresIn']);
            $token->issueTs = $request['issuedAt'];
            $token->salt = $request['salt'];
            foreach ($request['services'] as $service) {
                $token->addService(makeService($service));
            }
            $text = $token->build();
            if ($text === '') {
                throw new Exception('build returned an empty string');
            }
            return $text;
        case 'decode':
            $token = parseToken($request['token']);
            return [
                'appId' => out($token->appId),
                'issuedAt' => $token->issueTs,
                'expiresIn' => $token->expire,
                'salt' => $token->salt,
                'services' => array_map('describeService', $token->services),
            ];
        case 'verify':
            return parseToken($request['token'])->verifySignature($request['appCertificate']);
    }
}

while (($line = fgets(STDIN)) !== false) {
    $request = json_decode($line, true);
    $answer = ['id' => $request['id']];
    try {
        $answer['result'] = answer($request);
    } catch (Skip $reason) {
        $answer['skip'] = $reason->getMessage();
    } catch (Throwable $error) {
        $answer['error'] = get_class($error) . ': ' . $error->getMessage();
    }
    echo json_encode($answer, JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
